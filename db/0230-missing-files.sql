-- Images whose file is missing are looked for again and again.
CREATE INDEX image_missing ON image (id) WHERE missing = 1;
