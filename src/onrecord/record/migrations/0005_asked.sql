-- Laid out for what is asked most: actor and time, and what changed in a time.
CREATE TABLE known_parts (
  actor TEXT NOT NULL,             -- the known actor
  role TEXT NOT NULL,
  first TEXT NOT NULL,             -- first and last day of the entry; of publication if the report does not tell
  published TEXT NOT NULL,
  entry TEXT NOT NULL,             -- a statement or an account of a current report
  last TEXT NOT NULL,
  PRIMARY KEY (actor, role, first, published, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_changes_later ON known_changes (later);
UPDATE record_state SET value = '1' WHERE name = 'stale';
