-- The caption, which may be removed by now, that this one is another version of: both were made from
-- the same caption, here and in a part. As long as it is a draft, it is a suggestion.
ALTER TABLE caption ADD COLUMN conflicts_with INTEGER;

CREATE INDEX caption_in_conflict ON caption (image_id) WHERE conflicts_with IS NOT NULL;
