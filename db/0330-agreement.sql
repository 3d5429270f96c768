-- What annotators of a team do not see of captions: `people` hides what other people wrote, `all` also
-- what came with the data and what models wrote.
ALTER TABLE review_settings ADD COLUMN blind TEXT NOT NULL DEFAULT 'off'
  CHECK (blind IN ('off', 'people', 'all'));

CREATE INDEX change_group_adjudicated ON change_group (id) WHERE kind = 'adjudicate';
