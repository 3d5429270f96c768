-- Place in the queue; without one a job stands by its number.
ALTER TABLE job ADD COLUMN position INTEGER;
