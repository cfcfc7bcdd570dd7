-- What is asked by words. Both follow their tables by trigger.
CREATE VIRTUAL TABLE statement_words USING fts5 (
  content, content = 'kept_statements', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER kept_statements_added AFTER INSERT ON kept_statements BEGIN
  INSERT INTO statement_words (rowid, content) VALUES (new.number, new.content);
END;
CREATE VIRTUAL TABLE report_words USING fts5 (
  title, text, content = 'kept_reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE actor_words USING fts5 (id UNINDEXED, names, tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER kept_reports_added AFTER INSERT ON kept_reports BEGIN
  INSERT INTO report_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
