-- Since when the job is over while the run's log does not say how it ended: its last lines may be late.
ALTER TABLE cluster_job ADD COLUMN over_since INTEGER;
