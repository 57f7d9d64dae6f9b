"""The tables of the first schema, as one script; a released schema is never edited, only migrated on."""

from __future__ import annotations

CORE_TABLES = """
CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE circle (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  folded TEXT NOT NULL UNIQUE,
  closeness INTEGER,
  rhythm_days INTEGER CHECK (rhythm_days BETWEEN 0 AND 3650)
) STRICT;

CREATE TABLE tag (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  folded TEXT NOT NULL UNIQUE,
  rhythm_days INTEGER CHECK (rhythm_days BETWEEN 0 AND 3650)
) STRICT;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, char(0)) = 0),
  sort_name TEXT NOT NULL,
  aliases TEXT NOT NULL DEFAULT '' CHECK (length(aliases) <= 2000),
  organisation TEXT NOT NULL DEFAULT '' CHECK (length(organisation) <= 2000),
  role TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 2000),
  place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 2000),
  time_zone TEXT NOT NULL DEFAULT '' CHECK (length(time_zone) <= 200),
  notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 1000000 AND instr(notes, char(0)) = 0),
  met_on TEXT,
  met_at TEXT NOT NULL DEFAULT '' CHECK (length(met_at) <= 2000),
  met_via INTEGER REFERENCES contact (id) ON DELETE SET NULL,
  ladder TEXT NOT NULL DEFAULT 'full' CHECK (ladder IN ('full', 'light', 'none')),
  style TEXT NOT NULL DEFAULT 'periodic' CHECK (style IN ('periodic', 'ambient', 'triggered')),
  rhythm_days INTEGER CHECK (rhythm_days BETWEEN 0 AND 3650),
  is_exact INTEGER NOT NULL DEFAULT 0 CHECK (is_exact IN (0, 1)),
  is_starred INTEGER NOT NULL DEFAULT 0 CHECK (is_starred IN (0, 1)),
  is_deceased INTEGER NOT NULL DEFAULT 0 CHECK (is_deceased IN (0, 1)),
  first_due_on TEXT,
  ideal_days INTEGER,
  last_touch_on TEXT,
  next_due_on TEXT,
  created_at TEXT NOT NULL,
  archived_at TEXT,
  deleted_at TEXT,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE contact_point (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  position INTEGER NOT NULL DEFAULT 0,
  kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'url', 'profile', 'address')),
  value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 2000),
  label TEXT NOT NULL DEFAULT '',
  platform TEXT NOT NULL DEFAULT '',
  match_key TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE contact_tag (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  UNIQUE (contact_id, tag_id)
) STRICT;

CREATE TABLE contact_circle (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  circle_id INTEGER NOT NULL REFERENCES circle (id) ON DELETE CASCADE,
  UNIQUE (contact_id, circle_id)
) STRICT;

CREATE TABLE key_date (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('birthday', 'anniversary', 'other')),
  label TEXT NOT NULL DEFAULT '' CHECK (length(label) <= 200),
  year INTEGER,
  month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31)
) STRICT;

CREATE TABLE interaction (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  practice_date TEXT NOT NULL CHECK (practice_date GLOB '????-??-??'),
  occurred_at_utc TEXT,
  utc_offset_min INTEGER,
  logged_at_utc TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('reaction', 'comment', 'group', 'message', 'email', 'letter',
    'voice_note', 'introduction', 'call', 'video', 'in_person', 'note')),
  direction TEXT NOT NULL CHECK (direction IN ('out', 'in', 'mutual')),
  situation TEXT NOT NULL DEFAULT '',
  summary TEXT NOT NULL DEFAULT '' CHECK (length(summary) <= 2000 AND instr(summary, char(0)) = 0),
  notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 1000000 AND instr(notes, char(0)) = 0),
  platform TEXT NOT NULL DEFAULT '',
  minutes INTEGER CHECK (minutes BETWEEN 0 AND 100000),
  place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 2000),
  feeling INTEGER CHECK (feeling BETWEEN 1 AND 5),
  needs_reply INTEGER NOT NULL DEFAULT 0 CHECK (needs_reply IN (0, 1)),
  is_draft INTEGER NOT NULL DEFAULT 0 CHECK (is_draft IN (0, 1)),
  before_book INTEGER NOT NULL DEFAULT 0 CHECK (before_book IN (0, 1)),
  source_key TEXT UNIQUE,
  draft_id TEXT UNIQUE,
  deleted_at TEXT
) STRICT;

CREATE TABLE interaction_contact (
  id INTEGER PRIMARY KEY,
  interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT 'main' CHECK (role IN ('main', 'present', 'introduced', 'mentioned')),
  UNIQUE (contact_id, interaction_id)
) STRICT;

CREATE TABLE interaction_value (
  id INTEGER PRIMARY KEY,
  interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
  contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  way TEXT NOT NULL CHECK (way IN ('given', 'received', 'asked')),
  kind TEXT NOT NULL CHECK (kind IN ('information', 'introduction', 'advice', 'help', 'encouragement',
    'opportunity', 'resource')),
  note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  closed_on TEXT
) STRICT;

CREATE TABLE interaction_topic (
  id INTEGER PRIMARY KEY,
  interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
  topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 200)
) STRICT;

CREATE TABLE next_step (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  interaction_id INTEGER REFERENCES interaction (id) ON DELETE SET NULL,
  text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 2000 AND instr(text, char(0)) = 0),
  due_on TEXT NOT NULL,
  set_on TEXT NOT NULL,
  done_on TEXT
) STRICT;

CREATE TABLE promise (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  interaction_id INTEGER REFERENCES interaction (id) ON DELETE SET NULL,
  made_by TEXT NOT NULL CHECK (made_by IN ('me', 'them')),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000 AND instr(text, char(0)) = 0),
  made_on TEXT NOT NULL,
  due_on TEXT,
  kept_on TEXT,
  released_on TEXT
) STRICT;

CREATE TABLE snooze (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  set_on TEXT NOT NULL,
  until TEXT NOT NULL,
  cleared_on TEXT
) STRICT;

CREATE TABLE skip (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  on_day TEXT NOT NULL
) STRICT;

CREATE TABLE pause (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  from_day TEXT NOT NULL,
  to_day TEXT,
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE practice_schedule (
  id INTEGER PRIMARY KEY,
  effective_from TEXT NOT NULL UNIQUE,
  weekdays TEXT NOT NULL CHECK (weekdays NOT GLOB '*[^0-6]*'),
  mode TEXT NOT NULL DEFAULT 'daily' CHECK (mode IN ('daily', 'weekly')),
  per_week INTEGER NOT NULL DEFAULT 3 CHECK (per_week BETWEEN 1 AND 7)
) STRICT;

CREATE TABLE offer (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('rekindle', 'world', 'advice')),
  offered_on TEXT NOT NULL
) STRICT;

CREATE TABLE milestone (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  reached_on TEXT NOT NULL,
  reflection TEXT NOT NULL DEFAULT ''
) STRICT;
"""

_CAN_FALL_DUE = "archived_at IS NULL AND deleted_at IS NULL AND is_deceased = 0 AND style = 'periodic'"
_IS_PRACTICE = (
    "deleted_at IS NULL AND is_draft = 0 AND before_book = 0 AND direction <> 'in'"
    " AND channel NOT IN ('note', 'reaction')"
)
# The rules as they were when this schema was released; today's are in `conditions`.

CORE_INDEXES = f"""
CREATE INDEX contact_by_name ON contact (sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_falling_due
  ON contact (ideal_days, is_starred, next_due_on, sort_name, last_touch_on) WHERE {_CAN_FALL_DUE};
CREATE INDEX contact_due_next ON contact (next_due_on, last_touch_on) WHERE {_CAN_FALL_DUE};
CREATE INDEX contact_newly_met ON contact (met_on) WHERE met_on IS NOT NULL;
CREATE INDEX contact_met_via ON contact (met_via) WHERE met_via IS NOT NULL;
CREATE INDEX contact_point_of ON contact_point (contact_id, position);
CREATE INDEX contact_point_matching ON contact_point (match_key) WHERE match_key <> '';
CREATE INDEX contact_tag_by_tag ON contact_tag (tag_id, contact_id);
CREATE INDEX contact_circle_by_circle ON contact_circle (circle_id, contact_id);
CREATE INDEX key_date_of ON key_date (contact_id);
CREATE INDEX key_date_on ON key_date (month, day);
CREATE INDEX interaction_by_day ON interaction (practice_date, id) WHERE deleted_at IS NULL;
CREATE INDEX interaction_practice_day ON interaction (practice_date, channel, feeling) WHERE {_IS_PRACTICE};
CREATE INDEX interaction_awaiting_reply ON interaction (practice_date) WHERE needs_reply = 1 AND deleted_at IS NULL;
CREATE INDEX interaction_contact_in ON interaction_contact (interaction_id);
CREATE INDEX interaction_value_in ON interaction_value (interaction_id);
CREATE INDEX interaction_value_with ON interaction_value (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX interaction_topic_in ON interaction_topic (interaction_id);
CREATE INDEX next_step_open ON next_step (due_on) WHERE done_on IS NULL;
CREATE INDEX next_step_with ON next_step (contact_id);
CREATE INDEX next_step_from ON next_step (interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX promise_open ON promise (made_by, due_on) WHERE kept_on IS NULL AND released_on IS NULL;
CREATE INDEX promise_with ON promise (contact_id);
CREATE INDEX promise_from ON promise (interaction_id) WHERE interaction_id IS NOT NULL;
CREATE INDEX snooze_of ON snooze (contact_id);
CREATE INDEX snooze_until ON snooze (until) WHERE cleared_on IS NULL;
CREATE INDEX skip_of ON skip (contact_id);
CREATE INDEX pause_of ON pause (contact_id, from_day);
CREATE INDEX offer_of ON offer (contact_id, offered_on);
"""

SEARCH_TABLES = """
CREATE VIRTUAL TABLE contact_search USING fts5 (
  name, aliases, organisation, role, place, met_at, notes,
  content = 'contact', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TRIGGER contact_search_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_search (rowid, name, aliases, organisation, role, place, met_at, notes)
  VALUES (NEW.id, NEW.name, NEW.aliases, NEW.organisation, NEW.role, NEW.place, NEW.met_at, NEW.notes);
END;
CREATE TRIGGER contact_search_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_search (contact_search, rowid, name, aliases, organisation, role, place, met_at, notes)
  VALUES ('delete', OLD.id, OLD.name, OLD.aliases, OLD.organisation, OLD.role, OLD.place, OLD.met_at, OLD.notes);
END;
CREATE TRIGGER contact_search_update
AFTER UPDATE OF name, aliases, organisation, role, place, met_at, notes ON contact BEGIN
  INSERT INTO contact_search (contact_search, rowid, name, aliases, organisation, role, place, met_at, notes)
  VALUES ('delete', OLD.id, OLD.name, OLD.aliases, OLD.organisation, OLD.role, OLD.place, OLD.met_at, OLD.notes);
  INSERT INTO contact_search (rowid, name, aliases, organisation, role, place, met_at, notes)
  VALUES (NEW.id, NEW.name, NEW.aliases, NEW.organisation, NEW.role, NEW.place, NEW.met_at, NEW.notes);
END;

CREATE VIRTUAL TABLE interaction_search USING fts5 (
  summary, notes, place,
  content = 'interaction', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER interaction_search_insert AFTER INSERT ON interaction BEGIN
  INSERT INTO interaction_search (rowid, summary, notes, place)
  VALUES (NEW.id, NEW.summary, NEW.notes, NEW.place);
END;
CREATE TRIGGER interaction_search_delete AFTER DELETE ON interaction BEGIN
  INSERT INTO interaction_search (interaction_search, rowid, summary, notes, place)
  VALUES ('delete', OLD.id, OLD.summary, OLD.notes, OLD.place);
END;
CREATE TRIGGER interaction_search_update AFTER UPDATE OF summary, notes, place ON interaction BEGIN
  INSERT INTO interaction_search (interaction_search, rowid, summary, notes, place)
  VALUES ('delete', OLD.id, OLD.summary, OLD.notes, OLD.place);
  INSERT INTO interaction_search (rowid, summary, notes, place)
  VALUES (NEW.id, NEW.summary, NEW.notes, NEW.place);
END;
"""

JOURNAL_TABLES = """
CREATE TABLE action (
  id INTEGER PRIMARY KEY,
  at_utc TEXT NOT NULL,
  label TEXT NOT NULL,
  device TEXT NOT NULL DEFAULT '',
  undone_at TEXT
) STRICT;
CREATE TABLE journal_entry (
  id INTEGER PRIMARY KEY,
  action_id INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  old_row TEXT,
  new_row TEXT
) STRICT;
CREATE INDEX journal_entry_of ON journal_entry (action_id, id);
CREATE TABLE journal_cursor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  action_id INTEGER
) STRICT;
INSERT INTO journal_cursor (id, action_id) VALUES (1, NULL);
"""
