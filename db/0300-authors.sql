-- Who wrote a caption's present text: besides what a file says, the people who write here; and who
-- accepted or rejected it.
ALTER TABLE caption ADD COLUMN reviewer TEXT;

UPDATE caption SET author = (
  SELECT substr(actor, length('person:') + 1)
  FROM revision JOIN change_group ON change_group.id = group_id
  WHERE entity = 'caption' AND entity_id = caption.id AND actor LIKE 'person:_%'
    AND after ->> 'text' = caption.text AND before ->> 'text' IS NOT caption.text
  ORDER BY revision.id DESC LIMIT 1
)
WHERE source = 'person' AND author IS NULL;

UPDATE caption SET reviewer = (
  SELECT substr(actor, length('person:') + 1)
  FROM revision JOIN change_group ON change_group.id = group_id
  WHERE entity = 'caption' AND entity_id = caption.id AND actor LIKE 'person:_%'
    AND after ->> 'status' = caption.status AND before ->> 'status' IS NOT caption.status
  ORDER BY revision.id DESC LIMIT 1
)
WHERE status IN ('accepted', 'rejected');

CREATE INDEX caption_by_author ON caption (author, image_id) WHERE author IS NOT NULL;
CREATE INDEX caption_by_reviewer ON caption (reviewer, image_id) WHERE reviewer IS NOT NULL;
