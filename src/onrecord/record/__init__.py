"""Keep: the record of all readings, in one SQLite file, and what belongs together across reports."""
