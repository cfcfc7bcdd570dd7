-- What is asked by words: the words of a text as record/words.py cuts them, each with its places.
CREATE TABLE statement_words (
  number INTEGER PRIMARY KEY REFERENCES kept_statements (number),
  words TSVECTOR NOT NULL
);
CREATE INDEX statement_words_words ON statement_words USING gin (words);
CREATE TABLE report_words (
  number INTEGER PRIMARY KEY REFERENCES kept_reports (number),
  words TSVECTOR NOT NULL          -- of title and text
);
CREATE INDEX report_words_words ON report_words USING gin (words);
CREATE TABLE actor_words (
  id TEXT PRIMARY KEY,
  words TSVECTOR NOT NULL          -- of all names
);
CREATE INDEX actor_words_words ON actor_words USING gin (words);
