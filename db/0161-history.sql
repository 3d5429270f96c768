-- What a group of changes was, for people; and of one that is being undone or redone in steps, the
-- first of its revisions that is undone: the others are done.
ALTER TABLE change_group ADD COLUMN kind TEXT NOT NULL DEFAULT 'edit';
ALTER TABLE change_group ADD COLUMN undone_from INTEGER;

-- Captions that an image had, so that its history shows them and they can be brought back.
CREATE TABLE removed_caption (
  id INTEGER PRIMARY KEY,
  image_id INTEGER NOT NULL
) STRICT;

CREATE INDEX removed_caption_by_image ON removed_caption (image_id);

INSERT INTO removed_caption (id, image_id)
SELECT DISTINCT entity_id, before ->> 'image_id' FROM revision
WHERE entity = 'caption' AND after IS NULL
  AND NOT EXISTS (SELECT 1 FROM caption WHERE caption.id = entity_id);

CREATE TRIGGER caption_removed AFTER DELETE ON caption BEGIN
  INSERT OR REPLACE INTO removed_caption (id, image_id) VALUES (old.id, old.image_id);
END;

CREATE TRIGGER caption_brought_back AFTER INSERT ON caption BEGIN
  DELETE FROM removed_caption WHERE id = new.id;
END;
