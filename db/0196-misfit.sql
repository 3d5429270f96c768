-- How much less likely each caption of people is with its own picture than with others.
ALTER TABLE evaluated_image ADD COLUMN worst_misfit REAL;
ALTER TABLE evaluated_caption ADD COLUMN misfit REAL;
CREATE INDEX evaluated_by_misfit ON evaluated_image (job_id, worst_misfit DESC, image_id);
