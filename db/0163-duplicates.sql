-- What a picture looks like, in 64 bits as 16 hexadecimal digits, by its content.
CREATE TABLE picture_hash (
  content_hash TEXT PRIMARY KEY,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Images that look nearly the same, as the last search found them: `cluster` is the lowest id.
CREATE TABLE duplicate (
  image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
  cluster INTEGER NOT NULL
) STRICT;

CREATE INDEX duplicate_by_cluster ON duplicate (cluster, image_id);
