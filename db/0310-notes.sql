-- Notes on a caption, as JSON, null where it never had one: part of the caption, so that history, undo
-- and removal keep them. And how many of them are open.
ALTER TABLE caption ADD COLUMN notes TEXT;
ALTER TABLE caption ADD COLUMN open_notes INTEGER NOT NULL DEFAULT 0;

CREATE INDEX caption_by_notes ON caption (open_notes, image_id) WHERE notes IS NOT NULL;

-- How captions of the library are reviewed: one row.
CREATE TABLE review_settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  other_reviewer INTEGER NOT NULL
) STRICT;
