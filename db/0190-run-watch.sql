-- Where a run went on after it had been stopped: a list of {step, at}, as JSON.
ALTER TABLE run ADD COLUMN resumes TEXT NOT NULL DEFAULT '[]';
-- Mean length of an example that the run trains on, in characters: what its rate says of other data.
ALTER TABLE run ADD COLUMN mean_characters REAL;
