-- By which names an actor is found: each of its names without case, so that a question need not look at all actors.
CREATE TABLE known_names (
  folded TEXT NOT NULL,            -- a name of the actor, case folded
  actor TEXT NOT NULL,             -- the known actor
  PRIMARY KEY (folded, actor)
) STRICT, WITHOUT ROWID;
DROP INDEX IF EXISTS known_actors_name;
UPDATE record_state SET value = '1' WHERE name = 'stale';
