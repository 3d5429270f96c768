-- Changes made together. `undone` groups can be redone until a new change makes them `dropped`.
CREATE TABLE change_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  actor TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('fixed', 'done', 'undone', 'dropped')),
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX change_group_by_state ON change_group (state, id);

-- One change of one row; `before` and `after` are its fields as JSON, null where it did not exist.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id INTEGER NOT NULL REFERENCES change_group (id),
  entity TEXT NOT NULL CHECK (entity IN ('caption', 'pair', 'image')),
  entity_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;

CREATE INDEX revision_by_group ON revision (group_id, id);
CREATE INDEX revision_by_entity ON revision (entity, entity_id, id);
