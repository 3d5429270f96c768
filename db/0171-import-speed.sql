-- A caption that is added can only raise its image's state: nothing else has to be looked at.
DROP TRIGGER caption_inserted;

CREATE TRIGGER caption_inserted AFTER INSERT ON caption BEGIN
  UPDATE image SET caption_count = caption_count + 1 WHERE id = new.image_id;
  UPDATE image SET state = new.status
  WHERE id = new.image_id
    AND instr('empty rejected skipped draft accepted', state)
      < instr('empty rejected skipped draft accepted', new.status)
    AND (new.status IN ('rejected', 'skipped')
      OR trim(new.text, char(32, 9, 10, 13, 160)) <> '');
END;
