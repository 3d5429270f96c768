-- The text indexes put their pieces together a little with each transaction, see `mergeText`, and
-- not by themselves: at the end of a transaction that took up to 30 ms.
INSERT INTO image_text (image_text, rank) VALUES ('automerge', 0);
INSERT INTO image_name (image_name, rank) VALUES ('automerge', 0);
INSERT INTO pair_text (pair_text, rank) VALUES ('automerge', 0);
