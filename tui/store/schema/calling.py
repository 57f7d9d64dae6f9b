"""The third schema, beside its views: how somebody is spoken of."""

from __future__ import annotations

CALLING_COLUMNS = """
ALTER TABLE contact ADD COLUMN pronouns TEXT NOT NULL DEFAULT '' CHECK (length(pronouns) <= 200);
"""

CALLING_SEARCH = """
DROP TRIGGER contact_search_insert;
DROP TRIGGER contact_search_delete;
DROP TRIGGER contact_search_update;
DROP TABLE contact_search;
CREATE VIRTUAL TABLE contact_search USING fts5 (
  name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns,
  content = 'contact', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TRIGGER contact_search_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_search (rowid, name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns)
  VALUES (NEW.id, NEW.name, NEW.aliases, NEW.organisation, NEW.role, NEW.place, NEW.met_at, NEW.notes, NEW.phonetic,
    NEW.pronouns);
END;
CREATE TRIGGER contact_search_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_search
    (contact_search, rowid, name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns)
  VALUES ('delete', OLD.id, OLD.name, OLD.aliases, OLD.organisation, OLD.role, OLD.place, OLD.met_at, OLD.notes,
    OLD.phonetic, OLD.pronouns);
END;
CREATE TRIGGER contact_search_update
AFTER UPDATE OF name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns ON contact BEGIN
  INSERT INTO contact_search
    (contact_search, rowid, name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns)
  VALUES ('delete', OLD.id, OLD.name, OLD.aliases, OLD.organisation, OLD.role, OLD.place, OLD.met_at, OLD.notes,
    OLD.phonetic, OLD.pronouns);
  INSERT INTO contact_search (rowid, name, aliases, organisation, role, place, met_at, notes, phonetic, pronouns)
  VALUES (NEW.id, NEW.name, NEW.aliases, NEW.organisation, NEW.role, NEW.place, NEW.met_at, NEW.notes, NEW.phonetic,
    NEW.pronouns);
END;
INSERT INTO contact_search (contact_search) VALUES ('rebuild');
"""
