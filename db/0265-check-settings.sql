-- How the library's texts are to be written, and words that its checks leave alone: one row of JSON.
CREATE TABLE check_settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  value TEXT NOT NULL
) STRICT;
