-- A captioning is a job and its ledger: one row for each file. `listed` is 0 until all files of the
-- source are noted; a listing that was cut off is begun anew.
CREATE TABLE captioning (
  job_id INTEGER PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
  listed INTEGER NOT NULL CHECK (listed IN (0, 1))
) STRICT;

INSERT INTO captioning (job_id, listed) SELECT DISTINCT job_id, 1 FROM prediction;

CREATE TABLE ledger (
  job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  item_index INTEGER NOT NULL,
  -- What people know the file by: its path inside the folder, the line of the list, the image's name.
  file TEXT NOT NULL,
  -- Inside the library folder: relative, with forward slashes. Elsewhere: absolute.
  path TEXT NOT NULL,
  image_id INTEGER REFERENCES image (id) ON DELETE SET NULL,
  -- `skipped` has a caption: the one that the same content got by the same settings before.
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'skipped', 'failed')),
  text TEXT,
  score REAL,
  error TEXT,
  -- What a person has made of `text`.
  edited TEXT,
  -- What was captioned, by what, and when. `settings` is a digest of model, decoding, preprocessing.
  bytes INTEGER,
  modified_at REAL,
  content_hash TEXT,
  settings TEXT,
  at INTEGER,
  PRIMARY KEY (job_id, item_index)
) STRICT, WITHOUT ROWID;

INSERT INTO ledger (job_id, item_index, file, path, state, text, score, error)
SELECT job_id, item_index, file, coalesce(job.params ->> 'folder', '') || '/' || file,
  prediction.state, text, score, prediction.error
FROM prediction JOIN job ON job.id = job_id;

DROP TABLE prediction;

CREATE INDEX ledger_by_state ON ledger (job_id, state, item_index);
CREATE INDEX ledger_by_file ON ledger (file, job_id);
CREATE INDEX ledger_by_path ON ledger (path, job_id);
CREATE INDEX ledger_by_image ON ledger (image_id) WHERE image_id IS NOT NULL;
CREATE INDEX ledger_by_content ON ledger (content_hash, settings) WHERE state = 'done';

-- Pictures come from a folder, a list or the library.
UPDATE job SET params = json_remove(
  json_set(params, '$.source', json_object(
    'kind', 'folder', 'path', params ->> 'folder',
    'recursive', json(iif(coalesce(params ->> 'recursive', 1), 'true', 'false'))
  )),
  '$.folder', '$.recursive'
)
WHERE kind = 'caption' AND params ->> 'folder' IS NOT NULL;

-- Which captioning a caption of the library came from: its job says by which model and settings.
-- The row of a removed caption stays, since an undo brings the caption back under its id.
CREATE TABLE caption_origin (
  caption_id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL
) STRICT;
