-- The record, for SQLite and PostgreSQL. Three layers, each made from the one before:
--   kept_*   one row for what one report or its reading says; written once, in one transaction for each report
--   known_*  what is known across reports; made from all current readings, replaced as a whole
--   views    what to ask: reports, statements, accounts, encounters, actors, changes
-- Offsets are Unicode code points into kept_reports.text, half-open. Days are ISO 8601 (YYYY-MM-DD). Ids of entries of
-- one report are "<report>/<entry>" ("R0123456789ab/S3").

CREATE TABLE record_state (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE kept_reports (
  number INTEGER PRIMARY KEY,      -- order of adding
  id TEXT NOT NULL UNIQUE,         -- "R" and twelve digits of the content's SHA-256
  series TEXT NOT NULL,            -- versions of one report share it: its address, or outlet and id, or its text
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  published TEXT NOT NULL,
  outlet TEXT NOT NULL,
  title TEXT NOT NULL,
  dateline TEXT NOT NULL,
  url TEXT NOT NULL,
  dated_by TEXT NOT NULL,
  given_id TEXT NOT NULL,          -- the id it had where it was published, "" if none
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL             -- of the text in UTF-8
) STRICT;
CREATE UNIQUE INDEX kept_reports_one_current ON kept_reports (series) WHERE current = 1;
CREATE INDEX kept_reports_published ON kept_reports (published, id);
CREATE INDEX kept_reports_series ON kept_reports (series, number);

CREATE TABLE kept_readings (
  report TEXT PRIMARY KEY REFERENCES kept_reports (id),
  version TEXT NOT NULL,           -- of Onrecord
  model TEXT NOT NULL,
  data TEXT NOT NULL,              -- the reading as JSON, see record/written.py
  sha256 TEXT NOT NULL             -- of data in UTF-8
) STRICT, WITHOUT ROWID;

CREATE TABLE kept_statements (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL REFERENCES kept_reports (id),
  content TEXT NOT NULL,           -- what was said; pieces joined by " … "
  manner TEXT NOT NULL,
  act TEXT NOT NULL,
  cue TEXT NOT NULL,
  source TEXT NOT NULL,            -- the words that stand for the speaker
  said TEXT,                       -- ISO 8601 as coarse as the words, NULL if the report does not tell
  first TEXT NOT NULL,             -- first and last day of said; of publication if the report does not tell
  last TEXT NOT NULL,
  start_at INTEGER NOT NULL,       -- of the first piece
  end_at INTEGER NOT NULL,         -- of the first piece
  exact TEXT NOT NULL              -- the first piece
) STRICT;
CREATE INDEX kept_statements_report ON kept_statements (report);
CREATE INDEX kept_statements_day ON kept_statements (first, id);

CREATE TABLE kept_accounts (
  id TEXT NOT NULL PRIMARY KEY,
  report TEXT NOT NULL REFERENCES kept_reports (id),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  place TEXT NOT NULL,
  at TEXT,                         -- ISO 8601 as coarse as the words, NULL if the report does not tell
  first TEXT,                      -- first and last day it can mean
  last TEXT,
  start_at INTEGER NOT NULL,       -- of the first words that speak of it
  end_at INTEGER NOT NULL,
  exact TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_accounts_report ON kept_accounts (report);

CREATE TABLE kept_actors (
  id TEXT NOT NULL PRIMARY KEY,
  report TEXT NOT NULL REFERENCES kept_reports (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_actors_report ON kept_actors (report);

CREATE TABLE kept_mentions (
  actor TEXT NOT NULL REFERENCES kept_actors (id),
  number INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  exact TEXT NOT NULL,
  form TEXT NOT NULL,
  PRIMARY KEY (actor, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE kept_roles (
  entry TEXT NOT NULL,             -- a statement or an account
  role TEXT NOT NULL CHECK (role IN ('speaker', 'audience', 'relayed by', 'participant', 'according to')),
  number INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES kept_actors (id),
  PRIMARY KEY (entry, role, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_roles_actor ON kept_roles (actor, role);

CREATE TABLE kept_doubts (
  report TEXT NOT NULL REFERENCES kept_reports (id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  entry TEXT NOT NULL,
  start_at INTEGER,
  end_at INTEGER,
  exact TEXT,
  PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_actors (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  also TEXT NOT NULL,              -- JSON list of other forms of the name
  offices TEXT NOT NULL,           -- JSON list of {"title", "of", "former"}
  reasons TEXT NOT NULL            -- JSON list of sentences
) STRICT, WITHOUT ROWID;

CREATE TABLE known_encounters (
  id TEXT NOT NULL PRIMARY KEY,
  reasons TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE known_statements (
  id TEXT NOT NULL PRIMARY KEY,
  reasons TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE known_members (
  entry TEXT NOT NULL PRIMARY KEY, -- an actor, account or statement of a report
  of TEXT NOT NULL,                -- the known actor, encounter or statement that it belongs to
  number INTEGER NOT NULL          -- its place among the members
) STRICT, WITHOUT ROWID;
CREATE INDEX known_members_of ON known_members (of, number);

CREATE TABLE known_changes (
  id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  of TEXT NOT NULL,                -- the known encounter or statement
  earlier TEXT NOT NULL,           -- an account or statement
  earlier_start INTEGER NOT NULL,
  earlier_end INTEGER NOT NULL,
  earlier_words TEXT NOT NULL,
  later TEXT NOT NULL,
  later_start INTEGER NOT NULL,
  later_end INTEGER NOT NULL,
  later_words TEXT NOT NULL,
  according_to TEXT NOT NULL,      -- JSON list of ids of known actors
  rule TEXT NOT NULL,
  because TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE known_questions (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  entries TEXT NOT NULL            -- JSON list of the entries it concerns
) STRICT;

-- Reports, one row for each version; revision counts from 1.
CREATE VIEW reports AS
SELECT id, published, outlet, title, dateline, url, dated_by, given_id, current,
  (SELECT count(*) FROM kept_reports AS before WHERE before.series = kept.series AND before.number <= kept.number)
    AS revision,
  (SELECT count(*) FROM kept_statements WHERE report = kept.id) AS statements,
  (SELECT count(*) FROM kept_accounts WHERE report = kept.id) AS encounters,
  (SELECT count(*) FROM kept_doubts WHERE report = kept.id) AS doubts,
  length(text) AS characters, sha256, text
FROM kept_reports AS kept;

-- Who has which part in a statement or account, by the name that is known across reports.
CREATE VIEW roles AS
SELECT role.entry, role.role, role.number, coalesce(known.id, role.actor) AS actor, coalesce(known.name, kept.name) AS name
FROM kept_roles AS role
JOIN kept_actors AS kept ON kept.id = role.actor
LEFT JOIN known_members AS member ON member.entry = role.actor
LEFT JOIN known_actors AS known ON known.id = member.of;

-- Statements of current reports, one row for each report that carries it; the same words share "statement".
CREATE VIEW statements AS
SELECT said.id, member.of AS statement, said.first, said.last, said.said,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM roles WHERE entry = said.id AND role = 'speaker' ORDER BY number) AS named) AS speakers,
  said.act, said.manner, said.content, said.cue, said.source,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM roles WHERE entry = said.id AND role = 'audience' ORDER BY number) AS named) AS audience,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM roles WHERE entry = said.id AND role = 'relayed by' ORDER BY number) AS named) AS relayed_by,
  said.report, report.outlet, report.published, report.title, report.url, said.start_at, said.end_at
FROM kept_statements AS said
JOIN kept_reports AS report ON report.id = said.report AND report.current = 1
LEFT JOIN known_members AS member ON member.entry = said.id;

-- What current reports say of encounters, one row for each report and encounter.
CREATE VIEW accounts AS
SELECT told.id, member.of AS encounter, member.number AS place_in_history, told.kind, told.status, told.at, told.first,
  told.last, told.place,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM roles WHERE entry = told.id AND role = 'participant' ORDER BY number) AS named) AS participants,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM roles WHERE entry = told.id AND role = 'according to' ORDER BY number) AS named) AS according_to,
  told.exact AS words, told.report, report.outlet, report.published, report.title, report.url, told.start_at, told.end_at
FROM kept_accounts AS told
JOIN kept_reports AS report ON report.id = told.report AND report.current = 1
LEFT JOIN known_members AS member ON member.entry = told.id;

-- Encounters across reports: the latest account of each, and how many there are. Time and place are the latest told.
CREATE VIEW encounters AS
SELECT known.id, latest.kind, latest.status, latest.participants, latest.according_to,
  coalesce(latest.at, (SELECT at FROM accounts WHERE encounter = known.id AND at IS NOT NULL
    ORDER BY place_in_history DESC LIMIT 1)) AS at,
  coalesce(latest.first, (SELECT first FROM accounts WHERE encounter = known.id AND first IS NOT NULL
    ORDER BY place_in_history DESC LIMIT 1)) AS first,
  coalesce(latest.last, (SELECT last FROM accounts WHERE encounter = known.id AND last IS NOT NULL
    ORDER BY place_in_history DESC LIMIT 1)) AS last,
  coalesce(nullif(latest.place, ''), (SELECT place FROM accounts WHERE encounter = known.id AND place <> ''
    ORDER BY place_in_history DESC LIMIT 1), '') AS place,
  (SELECT count(*) FROM known_members WHERE of = known.id) AS accounts,
  latest.words, latest.id AS latest_account, latest.report, latest.outlet, latest.published, latest.url, known.reasons
FROM known_encounters AS known
JOIN accounts AS latest ON latest.id =
  (SELECT entry FROM known_members WHERE of = known.id ORDER BY number DESC LIMIT 1);

-- Actors across reports.
CREATE VIEW actors AS
SELECT id, name, kind, also, offices,
  (SELECT count(*) FROM known_members WHERE of = known.id) AS reports, reasons
FROM known_actors AS known;

-- What changed: an earlier and a later account or statement with the words of both.
CREATE VIEW changes AS
SELECT change.id, change.kind, change.of, later_report.published AS day, change.because, change.rule,
  change.earlier, change.earlier_words, change.earlier_start, change.earlier_end, earlier_report.id AS earlier_report, earlier_report.outlet AS earlier_outlet,
  earlier_report.published AS earlier_published, earlier_report.url AS earlier_url,
  change.later, change.later_words, change.later_start, change.later_end, later_report.id AS later_report, later_report.outlet AS later_outlet,
  later_report.published AS later_published, later_report.url AS later_url, change.according_to
FROM known_changes AS change
JOIN kept_reports AS earlier_report ON earlier_report.id = substr(change.earlier, 1, instr(change.earlier, '/') - 1)
JOIN kept_reports AS later_report ON later_report.id = substr(change.later, 1, instr(change.later, '/') - 1);
