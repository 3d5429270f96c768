-- Images that are split among people. Filter and seed tell how it was made.
CREATE TABLE work_list (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  filter TEXT NOT NULL,
  seed INTEGER NOT NULL,
  made_by TEXT,
  created_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;

-- Who may be given images of a list.
CREATE TABLE work_member (
  list_id INTEGER NOT NULL REFERENCES work_list (id) ON DELETE CASCADE,
  person TEXT NOT NULL,
  PRIMARY KEY (list_id, person)
) STRICT, WITHOUT ROWID;

-- An image that a person is to see to; without a person it waits in the pool. No reference to
-- `image`: one that is removed and brought back by an undo keeps its assignments.
CREATE TABLE assignment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  list_id INTEGER NOT NULL REFERENCES work_list (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL,
  person TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'skipped')),
  -- When it was done, and by which change of a caption, where that was it: an undo opens it again.
  done_at INTEGER,
  done_group INTEGER,
  UNIQUE (list_id, image_id, person)
) STRICT;

CREATE INDEX assignment_by_person ON assignment (person, state, image_id);
CREATE INDEX assignment_by_group ON assignment (done_group) WHERE done_group IS NOT NULL;
