CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled', 'interrupted')
  ),
  params TEXT NOT NULL,
  progress TEXT NOT NULL,
  result TEXT,
  error TEXT,
  -- The process that runs it: its id and the moment it started, since ids are used again.
  pid INTEGER,
  pid_start INTEGER,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;

CREATE INDEX job_by_state ON job (state, id);

-- What a captioning job made of each picture of its folder; also the ledger it resumes from.
CREATE TABLE prediction (
  job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  item_index INTEGER NOT NULL,
  file TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  text TEXT,
  score REAL,
  error TEXT,
  PRIMARY KEY (job_id, item_index)
) STRICT, WITHOUT ROWID;
