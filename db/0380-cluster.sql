-- Runs that were given to a cluster's scheduler, and what it last said of them.
CREATE TABLE cluster_job (
  run INTEGER PRIMARY KEY REFERENCES run (number) ON DELETE CASCADE,
  -- The profile that the run was submitted by, as JSON: its file may change or go.
  profile TEXT NOT NULL,
  -- Names the folder of the array on the cluster; the run is its task of this number.
  submission TEXT NOT NULL,
  task INTEGER NOT NULL,
  -- The scheduler's number of the array; null until it has answered.
  job TEXT,
  state TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  partition TEXT NOT NULL DEFAULT '',
  nodes TEXT NOT NULL DEFAULT '',
  -- Bytes of the run's log that are in the library, and how the training last ended by it, as JSON.
  log_read INTEGER NOT NULL DEFAULT 0,
  outcome TEXT,
  -- When a person asked the run to stop, and when all that it left was here.
  stopped_at INTEGER,
  ended_at INTEGER
) STRICT;

CREATE INDEX cluster_job_under_way ON cluster_job (submission) WHERE ended_at IS NULL;
