-- Where memory ran out in a run and its batches were halved: a list of {step, parts, at}, as JSON.
ALTER TABLE run ADD COLUMN batch_splits TEXT NOT NULL DEFAULT '[]';
