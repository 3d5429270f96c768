CREATE TABLE run (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  config TEXT NOT NULL,
  data_version TEXT NOT NULL,
  seed INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled', 'interrupted')
  ),
  job_id INTEGER REFERENCES job (id) ON DELETE SET NULL,
  device TEXT,
  step INTEGER NOT NULL DEFAULT 0,
  total_steps INTEGER,
  epoch INTEGER NOT NULL DEFAULT 0,
  best_val_loss REAL,
  best_step INTEGER,
  error TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;

CREATE TABLE metric_point (
  run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  step INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  value REAL NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample (
  run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  image_id INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  image_name TEXT NOT NULL,
  text TEXT NOT NULL,
  caption_references TEXT NOT NULL,
  PRIMARY KEY (run, step, image_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  val_loss REAL,
  bleu REAL,
  bytes INTEGER NOT NULL,
  path TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (run, step)
) STRICT, WITHOUT ROWID;
