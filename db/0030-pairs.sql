CREATE TABLE pair (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  english TEXT NOT NULL,
  vietnamese TEXT NOT NULL,
  -- SHA-256 of the English text: the key of its embedding.
  english_hash TEXT NOT NULL,
  split TEXT NOT NULL CHECK (split IN ('train', 'val', 'test', 'none')),
  version INTEGER NOT NULL,
  -- Hash of both sides as imported and of which repetition it is; recognises the pair on re-import.
  -- 128 bits in base64url: random keys spread over the whole index, so it had better be small.
  origin TEXT NOT NULL UNIQUE,
  import_id INTEGER REFERENCES import (id),
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX pair_by_split ON pair (split, id);
CREATE INDEX pair_by_import ON pair (import_id) WHERE import_id IS NOT NULL;

-- Words of both sides (rowid = pair.id), as in image_text.
CREATE VIRTUAL TABLE pair_text USING fts5 (
  exact, folded,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
