CREATE TABLE caption (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  -- Orders the captions of an image; gaps are allowed.
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('imported', 'person', 'model')),
  run_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('draft', 'accepted', 'rejected', 'skipped')),
  version INTEGER NOT NULL,
  import_id INTEGER REFERENCES import (id),
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX caption_by_image ON caption (image_id, position, id);
CREATE INDEX caption_by_import ON caption (import_id) WHERE import_id IS NOT NULL;

-- Every caption text that was ever imported for an image, as it came, and how often. It tells an
-- import what it brought before, also where a person has edited or removed the caption since.
CREATE TABLE imported_caption (
  image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  times INTEGER NOT NULL,
  import_id INTEGER NOT NULL REFERENCES import (id),
  PRIMARY KEY (image_id, text, import_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX imported_caption_by_import ON imported_caption (import_id);

-- Words of all captions of an image (rowid = image.id): as written in lower case, and without
-- accents and with d for đ. Folded before they come here, so the tokenizer folds nothing.
CREATE VIRTUAL TABLE image_text USING fts5 (
  exact, folded,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);

CREATE VIEW image_derived AS
SELECT
  image.id AS image_id,
  count(caption.id) AS caption_count,
  CASE
    WHEN max(caption.status = 'accepted' AND trim(caption.text, char(32, 9, 10, 13, 160)) <> '') THEN 'accepted'
    WHEN max(caption.status = 'draft' AND trim(caption.text, char(32, 9, 10, 13, 160)) <> '') THEN 'draft'
    WHEN max(caption.status = 'skipped') THEN 'skipped'
    WHEN max(caption.status = 'rejected') THEN 'rejected'
    ELSE 'empty'
  END AS state
FROM image LEFT JOIN caption ON caption.image_id = image.id
GROUP BY image.id;

CREATE TRIGGER caption_inserted AFTER INSERT ON caption BEGIN
  UPDATE image SET (caption_count, state) =
    (SELECT caption_count, state FROM image_derived WHERE image_id = new.image_id)
  WHERE id = new.image_id;
END;

CREATE TRIGGER caption_updated AFTER UPDATE OF text, status ON caption BEGIN
  UPDATE image SET (caption_count, state) =
    (SELECT caption_count, state FROM image_derived WHERE image_id = new.image_id)
  WHERE id = new.image_id;
END;

CREATE TRIGGER caption_deleted AFTER DELETE ON caption BEGIN
  UPDATE image SET (caption_count, state) =
    (SELECT caption_count, state FROM image_derived WHERE image_id = old.image_id)
  WHERE id = old.image_id;
END;
