-- A cluster has tasks of two kinds: runs, and shards of captioning and embedding jobs.
CREATE TABLE cluster_task (
  id INTEGER PRIMARY KEY,
  -- What it is: a run, or a shard of a job by its number.
  run INTEGER UNIQUE REFERENCES run (number) ON DELETE CASCADE,
  shard_of INTEGER REFERENCES job (id) ON DELETE CASCADE,
  shard INTEGER,
  -- The profile that it was submitted by, as JSON: its file may change or go.
  profile TEXT NOT NULL,
  -- Names the folder of the array on the cluster; this is its task of this number.
  submission TEXT NOT NULL,
  task INTEGER NOT NULL,
  -- The scheduler's number of the array; null until it has answered.
  job TEXT,
  state TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  partition TEXT NOT NULL DEFAULT '',
  nodes TEXT NOT NULL DEFAULT '',
  -- Bytes of its log that are in the library, and how it last ended by it, as JSON.
  log_read INTEGER NOT NULL DEFAULT 0,
  outcome TEXT,
  -- Of a shard: how many items it has, and how many of them came into the library.
  items INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  -- Since when it is over while its log does not say how it ended: its last lines may be late.
  over_since INTEGER,
  -- When a person asked it to stop, and when all that it left was here.
  stopped_at INTEGER,
  ended_at INTEGER,
  UNIQUE (shard_of, shard),
  CHECK ((run IS NULL) <> (shard_of IS NULL) AND (shard_of IS NULL) = (shard IS NULL))
) STRICT;

INSERT INTO cluster_task (run, profile, submission, task, job, state, reason, partition, nodes,
  log_read, outcome, stopped_at, ended_at)
SELECT run, profile, submission, task, job, state, reason, partition, nodes,
  log_read, outcome, stopped_at, ended_at FROM cluster_job;

DROP TABLE cluster_job;
CREATE INDEX cluster_task_under_way ON cluster_task (submission) WHERE ended_at IS NULL;

-- A job whose work is done by shards on a cluster: by which profile, in how many shards at most, and
-- what their results are of, as JSON, once it is known: another captioner's or encoder's are refused.
CREATE TABLE cluster_work (
  job_id INTEGER PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
  profile TEXT NOT NULL,
  shards INTEGER NOT NULL,
  made_by TEXT
) STRICT;
