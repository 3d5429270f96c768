-- Vectors are kept under all that changes them: `encoder` is the hash of `description`, JSON of the
-- weights, sizes, preprocessing or tokenizer. Sets of older versions were kept under the hash of the
-- weights alone. It stays in `encoder`, and `description` is null: nothing says which preprocessing
-- or tokenizer made them, so they are kept and not used.
ALTER TABLE embedding_set RENAME COLUMN weights_hash TO encoder;
ALTER TABLE embedding_set ADD COLUMN description TEXT;

-- Why an input had no vector was noted under the weights alone as well; it is tried again anyway.
DELETE FROM embedding_failure;
ALTER TABLE embedding_failure RENAME COLUMN weights_hash TO encoder;

-- JSON, by kind of input: of a CLIP what makes its vectors, of a captioner what made those that it
-- takes. Empty until the model's files are looked at.
ALTER TABLE model ADD COLUMN encoders TEXT NOT NULL DEFAULT '{}';
