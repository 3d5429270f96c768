-- What the file of an import says of a caption's present text: its word segmentation (words of several
-- syllables joined by `_`), and who wrote it. Both go when the text changes.
ALTER TABLE caption ADD COLUMN segmentation TEXT;
ALTER TABLE caption ADD COLUMN author TEXT;
