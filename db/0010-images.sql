-- What was read in one go. A crash leaves `running`; its rows are taken back at the next open.
CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'taken-back')),
  created_at INTEGER NOT NULL
) STRICT;

-- Pictures. `state` and `caption_count` follow the captions by trigger.
CREATE TABLE image (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  -- Lower-case name without accents, for searching.
  name_folded TEXT NOT NULL,
  -- Orders names as Vietnamese does, numbers by value.
  sort_key TEXT NOT NULL,
  -- Inside the library folder: relative, with forward slashes. Elsewhere: absolute.
  path TEXT NOT NULL UNIQUE,
  content_hash TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  split TEXT NOT NULL CHECK (split IN ('train', 'val', 'test', 'none')),
  missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'empty'
    CHECK (state IN ('empty', 'draft', 'accepted', 'rejected', 'skipped')),
  caption_count INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER REFERENCES import (id),
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX image_by_sort ON image (sort_key, id);
CREATE INDEX image_by_state ON image (state, sort_key, id);
CREATE INDEX image_by_split ON image (split, sort_key, id);
CREATE INDEX image_by_content ON image (content_hash);
CREATE INDEX image_by_name ON image (name);
CREATE INDEX image_by_import ON image (import_id) WHERE import_id IS NOT NULL;
