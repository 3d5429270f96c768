-- A captioner is a model too: the check of the kind is left to the schema of the domain, and what
-- it works with stands beside it. Its rows keep their numbers, and no number is given twice.
CREATE TABLE model_of_any_kind (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  details TEXT NOT NULL,
  weights_hash TEXT NOT NULL,
  clip_model_id INTEGER,
  gpt_model_id INTEGER,
  added_at INTEGER NOT NULL
) STRICT;

INSERT INTO model_of_any_kind (id, name, path, kind, details, weights_hash, added_at)
SELECT id, name, path, kind, details, weights_hash, added_at FROM model;

DELETE FROM sqlite_sequence WHERE name = 'model_of_any_kind';
UPDATE sqlite_sequence SET name = 'model_of_any_kind' WHERE name = 'model';
DROP TABLE model;
ALTER TABLE model_of_any_kind RENAME TO model;
