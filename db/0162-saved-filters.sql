-- Filters that people keep under a name, for everyone who opens the library.
CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('images', 'pairs')),
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (kind, name)
) STRICT;
