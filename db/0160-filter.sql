-- How many words a caption has, and the Vietnamese side of a pair.
ALTER TABLE caption ADD COLUMN word_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pair ADD COLUMN word_count INTEGER NOT NULL DEFAULT 0;

UPDATE caption SET word_count = count_words(text);
UPDATE pair SET word_count = count_words(vietnamese);

-- What a filter asks of captions, each with the images that it leads to.
CREATE INDEX caption_by_words ON caption (word_count, image_id);
CREATE INDEX caption_by_source ON caption (source, image_id) WHERE source <> 'imported';
CREATE INDEX caption_by_run ON caption (run_id, image_id) WHERE run_id IS NOT NULL;
CREATE INDEX caption_by_edit ON caption (updated_at, image_id)
  WHERE version > 1 OR source <> 'imported';
CREATE INDEX pair_by_words ON pair (word_count);
CREATE INDEX pair_by_edit ON pair (updated_at) WHERE version > 1;

-- Words of an image's name (rowid = image.id): folded, whole, and parted where letters meet digits.
CREATE VIRTUAL TABLE image_name USING fts5 (
  words,
  content = '', contentless_delete = 1, detail = full, tokenize = 'unicode61 remove_diacritics 0'
);

INSERT INTO image_name (rowid, words) SELECT id, name_words(name) FROM image;

CREATE TABLE image_tag (
  tag TEXT NOT NULL,
  image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
  PRIMARY KEY (tag, image_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX image_tag_by_image ON image_tag (image_id, tag);
