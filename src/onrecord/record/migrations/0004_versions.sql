-- Versions of a report are numbered by day of publication, length and id, not by the order in which they were added.
DROP VIEW reports;
CREATE VIEW reports AS
SELECT id, published, outlet, title, dateline, url, dated_by, given_id, current,
  (SELECT count(*) FROM kept_reports AS before WHERE before.series = kept.series
    AND (before.published, length(before.text), before.id) <= (kept.published, length(kept.text), kept.id)) AS revision,
  (SELECT count(*) FROM kept_statements WHERE report = kept.id) AS statements,
  (SELECT count(*) FROM kept_accounts WHERE report = kept.id) AS encounters,
  (SELECT count(*) FROM kept_doubts WHERE report = kept.id) AS doubts,
  length(text) AS characters, sha256, text
FROM kept_reports AS kept;

-- and the last of them in that order is current
UPDATE kept_reports SET current = 0;
UPDATE kept_reports SET current = 1 WHERE NOT EXISTS (
  SELECT 1 FROM kept_reports AS other WHERE other.series = kept_reports.series
    AND (other.published, length(other.text), other.id)
      > (kept_reports.published, length(kept_reports.text), kept_reports.id));
UPDATE record_state SET value = '1' WHERE name = 'stale';
