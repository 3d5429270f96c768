-- Examples that a run left out, by reason, as a JSON object; empty before it has begun.
ALTER TABLE run ADD COLUMN dropped TEXT NOT NULL DEFAULT '{}';
