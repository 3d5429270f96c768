-- Tells the library from every other, however its folder is called; the addresses of the window name it.
CREATE TABLE library_identity (id TEXT NOT NULL) STRICT;

INSERT INTO library_identity (id) VALUES (lower(hex(randomblob(6))));
