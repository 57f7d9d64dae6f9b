"""The third schema, beside its views: how somebody is called and spoken of."""

from __future__ import annotations

CALLING_COLUMNS = """
ALTER TABLE contact ADD COLUMN pronouns TEXT NOT NULL DEFAULT '' CHECK (length(pronouns) <= 200);
ALTER TABLE contact ADD COLUMN greeting_name TEXT NOT NULL DEFAULT '' CHECK (length(greeting_name) <= 200);
"""

CALLING_SEARCH = """
DROP TRIGGER contact_search_insert;
DROP TRIGGER contact_search_delete;
DROP TRIGGER contact_search_update;
DROP TABLE contact_search;
CREATE VIRTUAL TABLE contact_search USING fts5 (
  name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns, greeting_name,
  content = 'contact', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TRIGGER contact_search_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_search
    (rowid, name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns, greeting_name)
  VALUES (NEW.id, NEW.name, NEW.aliases, NEW.organisation, NEW.role, NEW.place, NEW.met_at, NEW.notes, NEW.phonetic,
    NEW.pronouns, NEW.greeting_name);
END;
CREATE TRIGGER contact_search_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_search
    (contact_search, rowid, name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns, greeting_name)
  VALUES ('delete', OLD.id, OLD.name, OLD.aliases, OLD.organisation, OLD.role, OLD.place, OLD.met_at, OLD.notes,
    OLD.phonetic, OLD.pronouns, OLD.greeting_name);
END;
CREATE TRIGGER contact_search_update
AFTER UPDATE OF name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns, greeting_name
ON contact BEGIN
  INSERT INTO contact_search
    (contact_search, rowid, name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns, greeting_name)
  VALUES ('delete', OLD.id, OLD.name, OLD.aliases, OLD.organisation, OLD.role, OLD.place, OLD.met_at, OLD.notes,
    OLD.phonetic, OLD.pronouns, OLD.greeting_name);
  INSERT INTO contact_search
    (rowid, name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns, greeting_name)
  VALUES (NEW.id, NEW.name, NEW.aliases, NEW.organisation, NEW.role, NEW.place, NEW.met_at, NEW.notes, NEW.phonetic,
    NEW.pronouns, NEW.greeting_name);
END;
INSERT INTO contact_search (contact_search) VALUES ('rebuild');
"""
