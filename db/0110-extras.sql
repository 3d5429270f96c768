-- What imported files say beyond what the library knows, as a JSON object: written back by an
-- export of the same format. `entity_id` is an import, image, caption or pair. The row of a removed
-- caption stays, since an undo brings the caption back under its id.
CREATE TABLE extra (
  format TEXT NOT NULL,
  entity TEXT NOT NULL CHECK (entity IN ('import', 'image', 'caption', 'pair')),
  entity_id INTEGER NOT NULL,
  fields TEXT NOT NULL,
  -- The number or text that the file itself calls the record by, as JSON, where it has one.
  key TEXT,
  PRIMARY KEY (format, entity, entity_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX extra_by_key ON extra (format, entity, key, entity_id) WHERE key IS NOT NULL;
CREATE INDEX extra_by_entity ON extra (entity, entity_id);

-- Finds what captioning jobs made of a picture.
CREATE INDEX prediction_by_file ON prediction (file, job_id);
