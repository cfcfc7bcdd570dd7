-- What users judge of actors, and their own table of who held which office; and what is held of known actors, and why.
CREATE TABLE kept_rulings (
  id TEXT NOT NULL PRIMARY KEY,
  verdict TEXT NOT NULL CHECK (verdict IN ('yes', 'no', 'unsure')),
  first_report TEXT NOT NULL,      -- what the versions of the report share; '' for wherever the name stands
  first_name TEXT NOT NULL,
  first_nth INTEGER NOT NULL,      -- which of several of the name in the report, from 0
  second_report TEXT NOT NULL,
  second_name TEXT NOT NULL,
  second_nth INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE kept_holders (
  name TEXT NOT NULL,
  office TEXT NOT NULL,
  country TEXT NOT NULL,           -- or a body
  start_day TEXT NOT NULL,
  end_day TEXT NOT NULL,           -- '' if it has not ended
  variants TEXT NOT NULL,          -- JSON list of other names
  source TEXT NOT NULL,
  PRIMARY KEY (name, office, country, start_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_judgements (
  first TEXT NOT NULL,             -- yes: the actor of a report; else a known actor
  second TEXT NOT NULL,            -- a known actor
  verdict TEXT NOT NULL,           -- yes, no, unsure, open
  rule TEXT NOT NULL,
  because TEXT NOT NULL,
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_judgements_second ON known_judgements (second);
UPDATE record_state SET value = '1' WHERE name = 'stale';
