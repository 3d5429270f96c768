-- What a captioning job called "beam" is now "clipcap", the recipe's search; "beam" is another one.
UPDATE job SET params = json_set(params, '$.decode.method', 'clipcap')
WHERE kind = 'caption' AND json_extract(params, '$.decode.method') = 'beam';
