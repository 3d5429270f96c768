-- People of a server, in a database of their own in the host's settings folder: they outlive one
-- library. `key` is the name as it is compared: normalised and in lower case.
CREATE TABLE user (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('annotator', 'reviewer', 'trainer', 'admin')),
  -- argon2id in PHC form; null until an invitation is accepted.
  password TEXT,
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

-- A link that sets a password, once. Only the newest of a person is valid.
CREATE TABLE invitation (
  user_id INTEGER PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX session_by_user ON session (user_id);

-- What happened, as it was called then: names and not ids, so that it outlives the people.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  -- Null for the command line, whose user owns the machine's files anyway.
  actor TEXT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  address TEXT
) STRICT;

-- Where this server is reached, for invitations that are made while it does not run: at most one row.
CREATE TABLE server (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  public_url TEXT NOT NULL
) STRICT;
