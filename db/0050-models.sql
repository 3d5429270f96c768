CREATE TABLE model (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('clip', 'gpt2')),
  details TEXT NOT NULL,
  weights_hash TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;

-- Vectors of one CLIP model and one kind of input, in `embeddings/<file>`: float32, little-endian,
-- `row_count` rows of `dim`. Bytes behind the last row are left-overs of a crash.
CREATE TABLE embedding_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  weights_hash TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('image', 'sentence')),
  dim INTEGER NOT NULL,
  file TEXT NOT NULL,
  row_count INTEGER NOT NULL DEFAULT 0,
  UNIQUE (weights_hash, kind)
) STRICT;

-- `key` is the picture's content hash or the sentence's text hash.
CREATE TABLE embedding (
  set_id INTEGER NOT NULL REFERENCES embedding_set (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  row_index INTEGER NOT NULL,
  PRIMARY KEY (set_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE embedding_failure (
  weights_hash TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('image', 'sentence')),
  key TEXT NOT NULL,
  error TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (weights_hash, kind, key)
) STRICT, WITHOUT ROWID;
