-- By which an OpenID Connect provider's account is recognised the first time; in lower case.
ALTER TABLE user ADD COLUMN email TEXT;
CREATE UNIQUE INDEX user_by_email ON user (email);

-- Accounts of providers that people have logged in with: `subject` is the provider's own, for ever.
CREATE TABLE identity (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT;

CREATE UNIQUE INDEX identity_by_user ON identity (user_id, issuer);
