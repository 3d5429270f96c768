-- JSON, of a part that was split off another library: of which, and how far that one was by then. The
-- part has an id of its own.
ALTER TABLE library_identity ADD COLUMN split_from TEXT;

-- Parts of this library that were merged into it, and the part's last change whose history is here.
CREATE TABLE library_part (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  history_through INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the part was, JSON, at each merge. A merge that was undone does not count.
CREATE TABLE library_merge (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  part TEXT NOT NULL REFERENCES library_part (id),
  group_id INTEGER REFERENCES change_group (id),
  marks TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX library_merge_by_part ON library_merge (part, id);

-- Which row of this library a row is that was made in a part; `conflict`: the suggestion that the
-- part's version of a caption became.
CREATE TABLE merged_row (
  part TEXT NOT NULL,
  entity TEXT NOT NULL CHECK (entity IN ('image', 'caption', 'conflict')),
  theirs INTEGER NOT NULL,
  ours INTEGER NOT NULL,
  PRIMARY KEY (part, entity, theirs)
) STRICT, WITHOUT ROWID;

-- As `change_group_of_images`: an undone merge takes images away that it had added.
CREATE INDEX change_group_of_merges ON change_group (id) WHERE kind = 'merge-part';
