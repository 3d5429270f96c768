-- A run that went on from a checkpoint drew the steps after it once more. Of a curve's points those
-- go that a later one of the same step or an earlier one follows: they were drawn again.
DELETE FROM metric_point WHERE (run, seq) IN (
  SELECT run, seq FROM (
    SELECT run, seq, step, min(step) OVER (
      PARTITION BY run, name ORDER BY seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS later
    FROM metric_point WHERE run IN (SELECT number FROM run WHERE resumes <> '[]')
  ) WHERE later <= step
);
