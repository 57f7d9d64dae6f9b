"""The second schema: knowing somebody well, their card as it came, and lines delivered once."""

from __future__ import annotations

KNOWING_TABLES = """
ALTER TABLE contact ADD COLUMN phonetic TEXT NOT NULL DEFAULT '' CHECK (length(phonetic) <= 200);
ALTER TABLE contact ADD COLUMN preferred_channel TEXT NOT NULL DEFAULT ''
  CHECK (preferred_channel IN ('', 'message', 'email', 'letter', 'voice_note', 'call', 'video', 'in_person'));
ALTER TABLE contact ADD COLUMN met_when TEXT NOT NULL DEFAULT '' CHECK (length(met_when) <= 200);
ALTER TABLE interaction ADD COLUMN message TEXT NOT NULL DEFAULT ''
  CHECK (length(message) <= 1000000 AND instr(message, char(0)) = 0);
ALTER TABLE interaction ADD COLUMN awkward_guess INTEGER CHECK (awkward_guess BETWEEN 1 AND 5);
ALTER TABLE interaction ADD COLUMN awkward_felt INTEGER CHECK (awkward_felt BETWEEN 1 AND 5);

CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('fact', 'interest')),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000 AND instr(text, char(0)) = 0),
  noted_on TEXT
) STRICT;

CREATE TABLE question (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000 AND instr(text, char(0)) = 0),
  added_on TEXT NOT NULL,
  asked_on TEXT,
  interaction_id INTEGER REFERENCES interaction (id) ON DELETE SET NULL
) STRICT;

CREATE TABLE position (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  organisation TEXT NOT NULL DEFAULT '' CHECK (length(organisation) <= 2000),
  role TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 2000),
  from_when TEXT NOT NULL DEFAULT '' CHECK (length(from_when) <= 10),
  to_when TEXT NOT NULL DEFAULT '' CHECK (length(to_when) <= 10)
) STRICT;

CREATE TABLE relation (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 200),
  UNIQUE (contact_id, other_id, kind),
  CHECK (contact_id <> other_id)
) STRICT;

CREATE TABLE custom_field (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
  value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 2000 AND instr(value, char(0)) = 0)
) STRICT;

CREATE TABLE card (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL UNIQUE REFERENCES contact (id) ON DELETE CASCADE,
  raw TEXT NOT NULL CHECK (length(raw) <= 20000000)
) STRICT;

CREATE TABLE distinct_pair (
  id INTEGER PRIMARY KEY,
  one_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  UNIQUE (one_id, other_id),
  CHECK (one_id < other_id)
) STRICT;

CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  folded TEXT NOT NULL UNIQUE,
  query TEXT NOT NULL CHECK (length(query) BETWEEN 1 AND 2000 AND instr(query, char(0)) = 0)
) STRICT;

CREATE TABLE starter (
  id INTEGER PRIMARY KEY,
  situation TEXT NOT NULL CHECK (length(situation) BETWEEN 1 AND 200),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000 AND instr(text, char(0)) = 0)
) STRICT;

CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  line_id TEXT NOT NULL UNIQUE CHECK (length(line_id) BETWEEN 1 AND 200),
  at_utc TEXT NOT NULL,
  label TEXT NOT NULL DEFAULT ''
) STRICT;
"""
"""A partial day (met_when, from_when, to_when) is ISO text cut short: 2019, 2019-05 or 2019-05-04.

A relation reads "contact is the <kind> of other". A delivery is the id a line from another machine came
with: no undo step, so that a line taken back is not delivered again.
"""

KNOWING_INDEXES = """
CREATE INDEX fact_of ON fact (contact_id);
CREATE INDEX question_of ON question (contact_id);
CREATE INDEX question_from ON question (interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX position_of ON position (contact_id);
CREATE INDEX relation_with ON relation (other_id);
CREATE INDEX custom_field_of ON custom_field (contact_id);
CREATE INDEX distinct_pair_with ON distinct_pair (other_id);
CREATE INDEX interaction_message ON interaction (practice_date) WHERE message <> '' AND deleted_at IS NULL;
CREATE INDEX interaction_awkward ON interaction (practice_date) WHERE awkward_guess IS NOT NULL;
CREATE INDEX contact_by_touch ON contact (last_touch_on DESC, sort_name) WHERE deleted_at IS NULL;
CREATE INDEX position_at ON position (organisation COLLATE NOCASE) WHERE organisation <> '';
CREATE INDEX contact_met_when ON contact (met_when) WHERE met_when <> '';
CREATE INDEX interaction_topic_named ON interaction_topic (topic COLLATE NOCASE);
"""

KNOWING_SEARCH = """
DROP TRIGGER contact_search_insert;
DROP TRIGGER contact_search_delete;
DROP TRIGGER contact_search_update;
DROP TABLE contact_search;
CREATE VIRTUAL TABLE contact_search USING fts5 (
  name, aliases, organisation, role, place, met_at, notes, phonetic,
  content = 'contact', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TRIGGER contact_search_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_search (rowid, name, aliases, organisation, role, place, met_at, notes, phonetic)
  VALUES (NEW.id, NEW.name, NEW.aliases, NEW.organisation, NEW.role, NEW.place, NEW.met_at, NEW.notes, NEW.phonetic);
END;
CREATE TRIGGER contact_search_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_search (contact_search, rowid, name, aliases, organisation, role, place, met_at, notes, phonetic)
  VALUES ('delete', OLD.id, OLD.name, OLD.aliases, OLD.organisation, OLD.role, OLD.place, OLD.met_at, OLD.notes,
    OLD.phonetic);
END;
CREATE TRIGGER contact_search_update
AFTER UPDATE OF name, aliases, organisation, role, place, met_at, notes, phonetic ON contact BEGIN
  INSERT INTO contact_search (contact_search, rowid, name, aliases, organisation, role, place, met_at, notes, phonetic)
  VALUES ('delete', OLD.id, OLD.name, OLD.aliases, OLD.organisation, OLD.role, OLD.place, OLD.met_at, OLD.notes,
    OLD.phonetic);
  INSERT INTO contact_search (rowid, name, aliases, organisation, role, place, met_at, notes, phonetic)
  VALUES (NEW.id, NEW.name, NEW.aliases, NEW.organisation, NEW.role, NEW.place, NEW.met_at, NEW.notes, NEW.phonetic);
END;
INSERT INTO contact_search (contact_search) VALUES ('rebuild');

DROP TRIGGER interaction_search_insert;
DROP TRIGGER interaction_search_delete;
DROP TRIGGER interaction_search_update;
DROP TABLE interaction_search;
CREATE VIRTUAL TABLE interaction_search USING fts5 (
  summary, notes, place, message,
  content = 'interaction', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER interaction_search_insert AFTER INSERT ON interaction BEGIN
  INSERT INTO interaction_search (rowid, summary, notes, place, message)
  VALUES (NEW.id, NEW.summary, NEW.notes, NEW.place, NEW.message);
END;
CREATE TRIGGER interaction_search_delete AFTER DELETE ON interaction BEGIN
  INSERT INTO interaction_search (interaction_search, rowid, summary, notes, place, message)
  VALUES ('delete', OLD.id, OLD.summary, OLD.notes, OLD.place, OLD.message);
END;
CREATE TRIGGER interaction_search_update AFTER UPDATE OF summary, notes, place, message ON interaction BEGIN
  INSERT INTO interaction_search (interaction_search, rowid, summary, notes, place, message)
  VALUES ('delete', OLD.id, OLD.summary, OLD.notes, OLD.place, OLD.message);
  INSERT INTO interaction_search (rowid, summary, notes, place, message)
  VALUES (NEW.id, NEW.summary, NEW.notes, NEW.place, NEW.message);
END;
INSERT INTO interaction_search (interaction_search) VALUES ('rebuild');

CREATE VIRTUAL TABLE fact_search USING fts5 (
  text, content = 'fact', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER fact_search_insert AFTER INSERT ON fact BEGIN
  INSERT INTO fact_search (rowid, text) VALUES (NEW.id, NEW.text);
END;
CREATE TRIGGER fact_search_delete AFTER DELETE ON fact BEGIN
  INSERT INTO fact_search (fact_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
END;
CREATE TRIGGER fact_search_update AFTER UPDATE OF text ON fact BEGIN
  INSERT INTO fact_search (fact_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
  INSERT INTO fact_search (rowid, text) VALUES (NEW.id, NEW.text);
END;
"""
