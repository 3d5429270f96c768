-- What an evaluation found for each picture. Images and captions may be removed and brought back
-- under their ids, so the rows only name them.
CREATE TABLE evaluated_image (
  job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL,
  -- What the model wrote, and by what the search ranks it.
  text TEXT NOT NULL,
  score REAL NOT NULL,
  bleu REAL NOT NULL,
  rouge_l REAL NOT NULL,
  cider_d REAL NOT NULL,
  -- Of the caption of people that the model finds least likely; null where it could judge none.
  worst_loss REAL,
  PRIMARY KEY (job_id, image_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX evaluated_by_loss ON evaluated_image (job_id, worst_loss DESC, image_id);
CREATE INDEX evaluated_by_agreement ON evaluated_image (job_id, rouge_l, image_id);
CREATE INDEX evaluated_by_score ON evaluated_image (job_id, score, image_id);

CREATE TABLE evaluated_caption (
  job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL,
  caption_id INTEGER NOT NULL,
  -- As it was judged.
  text TEXT NOT NULL,
  loss REAL,
  -- Whether a person has looked at it since and found it right.
  found_right INTEGER NOT NULL DEFAULT 0 CHECK (found_right IN (0, 1)),
  PRIMARY KEY (job_id, image_id, caption_id)
) STRICT, WITHOUT ROWID;
