-- Errors and reasons that name an image say so by its code: what earlier jobs kept is renamed.
UPDATE ledger SET error = replace(error, '"picture.unreadable"', '"image.unreadable"')
WHERE error LIKE '%"picture.unreadable"%';
UPDATE job SET error = replace(error, '"picture.unreadable"', '"image.unreadable"')
WHERE error LIKE '%"picture.unreadable"%';
UPDATE job SET result = replace(replace(replace(result,
  '"picture-missing"', '"image-missing"'),
  '"picture-unreadable"', '"image-unreadable"'),
  '"text-without-picture"', '"text-without-image"')
WHERE kind = 'import' AND result LIKE '%picture%';
