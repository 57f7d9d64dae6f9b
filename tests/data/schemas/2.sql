-- A book of schema 2, as it was released: never changed.
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
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
, phonetic TEXT NOT NULL DEFAULT '' CHECK (length(phonetic) <= 200), preferred_channel TEXT NOT NULL DEFAULT ''
  CHECK (preferred_channel IN ('', 'message', 'email', 'letter', 'voice_note', 'call', 'video', 'in_person')), met_when TEXT NOT NULL DEFAULT '' CHECK (length(met_when) <= 200)) STRICT;
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
, message TEXT NOT NULL DEFAULT ''
  CHECK (length(message) <= 1000000 AND instr(message, char(0)) = 0), awkward_guess INTEGER CHECK (awkward_guess BETWEEN 1 AND 5), awkward_felt INTEGER CHECK (awkward_felt BETWEEN 1 AND 5)) STRICT;
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
CREATE INDEX contact_by_name ON contact (sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_falling_due
  ON contact (ideal_days, is_starred, next_due_on, sort_name, last_touch_on) WHERE archived_at IS NULL AND deleted_at IS NULL AND is_deceased = 0 AND style = 'periodic';
CREATE INDEX contact_due_next ON contact (next_due_on, last_touch_on) WHERE archived_at IS NULL AND deleted_at IS NULL AND is_deceased = 0 AND style = 'periodic';
CREATE INDEX contact_newly_met ON contact (met_on) WHERE met_on IS NOT NULL;
CREATE INDEX contact_met_via ON contact (met_via) WHERE met_via IS NOT NULL;
CREATE INDEX contact_point_of ON contact_point (contact_id, position);
CREATE INDEX contact_point_matching ON contact_point (match_key) WHERE match_key <> '';
CREATE INDEX contact_tag_by_tag ON contact_tag (tag_id, contact_id);
CREATE INDEX contact_circle_by_circle ON contact_circle (circle_id, contact_id);
CREATE INDEX key_date_of ON key_date (contact_id);
CREATE INDEX key_date_on ON key_date (month, day);
CREATE INDEX interaction_by_day ON interaction (practice_date, id) WHERE deleted_at IS NULL;
CREATE INDEX interaction_practice_day ON interaction (practice_date, channel, feeling) WHERE deleted_at IS NULL AND is_draft = 0 AND before_book = 0 AND direction <> 'in' AND channel NOT IN ('note', 'reaction');
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
CREATE TRIGGER journal_setting_insert AFTER insert ON setting WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'setting', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'key=' || quote(NEW.key) || ',' || 'value=' || quote(NEW.value)); END;
CREATE TRIGGER journal_setting_update AFTER update ON setting WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'setting', OLD.id, 'id=' || quote(OLD.id) || ',' || 'key=' || quote(OLD.key) || ',' || 'value=' || quote(OLD.value), 'id=' || quote(NEW.id) || ',' || 'key=' || quote(NEW.key) || ',' || 'value=' || quote(NEW.value)); END;
CREATE TRIGGER journal_setting_delete AFTER delete ON setting WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'setting', OLD.id, 'id=' || quote(OLD.id) || ',' || 'key=' || quote(OLD.key) || ',' || 'value=' || quote(OLD.value), NULL); END;
CREATE TRIGGER journal_circle_insert AFTER insert ON circle WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'circle', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'name=' || quote(NEW.name) || ',' || 'folded=' || quote(NEW.folded) || ',' || 'closeness=' || quote(NEW.closeness) || ',' || 'rhythm_days=' || quote(NEW.rhythm_days)); END;
CREATE TRIGGER journal_circle_update AFTER update ON circle WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'circle', OLD.id, 'id=' || quote(OLD.id) || ',' || 'name=' || quote(OLD.name) || ',' || 'folded=' || quote(OLD.folded) || ',' || 'closeness=' || quote(OLD.closeness) || ',' || 'rhythm_days=' || quote(OLD.rhythm_days), 'id=' || quote(NEW.id) || ',' || 'name=' || quote(NEW.name) || ',' || 'folded=' || quote(NEW.folded) || ',' || 'closeness=' || quote(NEW.closeness) || ',' || 'rhythm_days=' || quote(NEW.rhythm_days)); END;
CREATE TRIGGER journal_circle_delete AFTER delete ON circle WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'circle', OLD.id, 'id=' || quote(OLD.id) || ',' || 'name=' || quote(OLD.name) || ',' || 'folded=' || quote(OLD.folded) || ',' || 'closeness=' || quote(OLD.closeness) || ',' || 'rhythm_days=' || quote(OLD.rhythm_days), NULL); END;
CREATE TRIGGER journal_tag_insert AFTER insert ON tag WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'tag', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'name=' || quote(NEW.name) || ',' || 'folded=' || quote(NEW.folded) || ',' || 'rhythm_days=' || quote(NEW.rhythm_days)); END;
CREATE TRIGGER journal_tag_update AFTER update ON tag WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'tag', OLD.id, 'id=' || quote(OLD.id) || ',' || 'name=' || quote(OLD.name) || ',' || 'folded=' || quote(OLD.folded) || ',' || 'rhythm_days=' || quote(OLD.rhythm_days), 'id=' || quote(NEW.id) || ',' || 'name=' || quote(NEW.name) || ',' || 'folded=' || quote(NEW.folded) || ',' || 'rhythm_days=' || quote(NEW.rhythm_days)); END;
CREATE TRIGGER journal_tag_delete AFTER delete ON tag WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'tag', OLD.id, 'id=' || quote(OLD.id) || ',' || 'name=' || quote(OLD.name) || ',' || 'folded=' || quote(OLD.folded) || ',' || 'rhythm_days=' || quote(OLD.rhythm_days), NULL); END;
CREATE TRIGGER journal_contact_insert AFTER insert ON contact WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'uid=' || quote(NEW.uid) || ',' || 'name=' || quote(NEW.name) || ',' || 'sort_name=' || quote(NEW.sort_name) || ',' || 'aliases=' || quote(NEW.aliases) || ',' || 'organisation=' || quote(NEW.organisation) || ',' || 'role=' || quote(NEW.role) || ',' || 'place=' || quote(NEW.place) || ',' || 'time_zone=' || quote(NEW.time_zone) || ',' || 'notes=' || quote(NEW.notes) || ',' || 'met_on=' || quote(NEW.met_on) || ',' || 'met_at=' || quote(NEW.met_at) || ',' || 'met_via=' || quote(NEW.met_via) || ',' || 'ladder=' || quote(NEW.ladder) || ',' || 'style=' || quote(NEW.style) || ',' || 'rhythm_days=' || quote(NEW.rhythm_days) || ',' || 'is_exact=' || quote(NEW.is_exact) || ',' || 'is_starred=' || quote(NEW.is_starred) || ',' || 'is_deceased=' || quote(NEW.is_deceased) || ',' || 'first_due_on=' || quote(NEW.first_due_on) || ',' || 'ideal_days=' || quote(NEW.ideal_days) || ',' || 'last_touch_on=' || quote(NEW.last_touch_on) || ',' || 'next_due_on=' || quote(NEW.next_due_on) || ',' || 'created_at=' || quote(NEW.created_at) || ',' || 'archived_at=' || quote(NEW.archived_at) || ',' || 'deleted_at=' || quote(NEW.deleted_at) || ',' || 'rev=' || quote(NEW.rev) || ',' || 'phonetic=' || quote(NEW.phonetic) || ',' || 'preferred_channel=' || quote(NEW.preferred_channel) || ',' || 'met_when=' || quote(NEW.met_when)); END;
CREATE TRIGGER journal_contact_update AFTER update ON contact WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact', OLD.id, 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'name=' || quote(OLD.name) || ',' || 'sort_name=' || quote(OLD.sort_name) || ',' || 'aliases=' || quote(OLD.aliases) || ',' || 'organisation=' || quote(OLD.organisation) || ',' || 'role=' || quote(OLD.role) || ',' || 'place=' || quote(OLD.place) || ',' || 'time_zone=' || quote(OLD.time_zone) || ',' || 'notes=' || quote(OLD.notes) || ',' || 'met_on=' || quote(OLD.met_on) || ',' || 'met_at=' || quote(OLD.met_at) || ',' || 'met_via=' || quote(OLD.met_via) || ',' || 'ladder=' || quote(OLD.ladder) || ',' || 'style=' || quote(OLD.style) || ',' || 'rhythm_days=' || quote(OLD.rhythm_days) || ',' || 'is_exact=' || quote(OLD.is_exact) || ',' || 'is_starred=' || quote(OLD.is_starred) || ',' || 'is_deceased=' || quote(OLD.is_deceased) || ',' || 'first_due_on=' || quote(OLD.first_due_on) || ',' || 'ideal_days=' || quote(OLD.ideal_days) || ',' || 'last_touch_on=' || quote(OLD.last_touch_on) || ',' || 'next_due_on=' || quote(OLD.next_due_on) || ',' || 'created_at=' || quote(OLD.created_at) || ',' || 'archived_at=' || quote(OLD.archived_at) || ',' || 'deleted_at=' || quote(OLD.deleted_at) || ',' || 'rev=' || quote(OLD.rev) || ',' || 'phonetic=' || quote(OLD.phonetic) || ',' || 'preferred_channel=' || quote(OLD.preferred_channel) || ',' || 'met_when=' || quote(OLD.met_when), 'id=' || quote(NEW.id) || ',' || 'uid=' || quote(NEW.uid) || ',' || 'name=' || quote(NEW.name) || ',' || 'sort_name=' || quote(NEW.sort_name) || ',' || 'aliases=' || quote(NEW.aliases) || ',' || 'organisation=' || quote(NEW.organisation) || ',' || 'role=' || quote(NEW.role) || ',' || 'place=' || quote(NEW.place) || ',' || 'time_zone=' || quote(NEW.time_zone) || ',' || 'notes=' || quote(NEW.notes) || ',' || 'met_on=' || quote(NEW.met_on) || ',' || 'met_at=' || quote(NEW.met_at) || ',' || 'met_via=' || quote(NEW.met_via) || ',' || 'ladder=' || quote(NEW.ladder) || ',' || 'style=' || quote(NEW.style) || ',' || 'rhythm_days=' || quote(NEW.rhythm_days) || ',' || 'is_exact=' || quote(NEW.is_exact) || ',' || 'is_starred=' || quote(NEW.is_starred) || ',' || 'is_deceased=' || quote(NEW.is_deceased) || ',' || 'first_due_on=' || quote(NEW.first_due_on) || ',' || 'ideal_days=' || quote(NEW.ideal_days) || ',' || 'last_touch_on=' || quote(NEW.last_touch_on) || ',' || 'next_due_on=' || quote(NEW.next_due_on) || ',' || 'created_at=' || quote(NEW.created_at) || ',' || 'archived_at=' || quote(NEW.archived_at) || ',' || 'deleted_at=' || quote(NEW.deleted_at) || ',' || 'rev=' || quote(NEW.rev) || ',' || 'phonetic=' || quote(NEW.phonetic) || ',' || 'preferred_channel=' || quote(NEW.preferred_channel) || ',' || 'met_when=' || quote(NEW.met_when)); END;
CREATE TRIGGER journal_contact_delete AFTER delete ON contact WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact', OLD.id, 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'name=' || quote(OLD.name) || ',' || 'sort_name=' || quote(OLD.sort_name) || ',' || 'aliases=' || quote(OLD.aliases) || ',' || 'organisation=' || quote(OLD.organisation) || ',' || 'role=' || quote(OLD.role) || ',' || 'place=' || quote(OLD.place) || ',' || 'time_zone=' || quote(OLD.time_zone) || ',' || 'notes=' || quote(OLD.notes) || ',' || 'met_on=' || quote(OLD.met_on) || ',' || 'met_at=' || quote(OLD.met_at) || ',' || 'met_via=' || quote(OLD.met_via) || ',' || 'ladder=' || quote(OLD.ladder) || ',' || 'style=' || quote(OLD.style) || ',' || 'rhythm_days=' || quote(OLD.rhythm_days) || ',' || 'is_exact=' || quote(OLD.is_exact) || ',' || 'is_starred=' || quote(OLD.is_starred) || ',' || 'is_deceased=' || quote(OLD.is_deceased) || ',' || 'first_due_on=' || quote(OLD.first_due_on) || ',' || 'ideal_days=' || quote(OLD.ideal_days) || ',' || 'last_touch_on=' || quote(OLD.last_touch_on) || ',' || 'next_due_on=' || quote(OLD.next_due_on) || ',' || 'created_at=' || quote(OLD.created_at) || ',' || 'archived_at=' || quote(OLD.archived_at) || ',' || 'deleted_at=' || quote(OLD.deleted_at) || ',' || 'rev=' || quote(OLD.rev) || ',' || 'phonetic=' || quote(OLD.phonetic) || ',' || 'preferred_channel=' || quote(OLD.preferred_channel) || ',' || 'met_when=' || quote(OLD.met_when), NULL); END;
CREATE TRIGGER journal_contact_point_insert AFTER insert ON contact_point WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact_point', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'position=' || quote(NEW.position) || ',' || 'kind=' || quote(NEW.kind) || ',' || 'value=' || quote(NEW.value) || ',' || 'label=' || quote(NEW.label) || ',' || 'platform=' || quote(NEW.platform) || ',' || 'match_key=' || quote(NEW.match_key)); END;
CREATE TRIGGER journal_contact_point_update AFTER update ON contact_point WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact_point', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'position=' || quote(OLD.position) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'value=' || quote(OLD.value) || ',' || 'label=' || quote(OLD.label) || ',' || 'platform=' || quote(OLD.platform) || ',' || 'match_key=' || quote(OLD.match_key), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'position=' || quote(NEW.position) || ',' || 'kind=' || quote(NEW.kind) || ',' || 'value=' || quote(NEW.value) || ',' || 'label=' || quote(NEW.label) || ',' || 'platform=' || quote(NEW.platform) || ',' || 'match_key=' || quote(NEW.match_key)); END;
CREATE TRIGGER journal_contact_point_delete AFTER delete ON contact_point WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact_point', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'position=' || quote(OLD.position) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'value=' || quote(OLD.value) || ',' || 'label=' || quote(OLD.label) || ',' || 'platform=' || quote(OLD.platform) || ',' || 'match_key=' || quote(OLD.match_key), NULL); END;
CREATE TRIGGER journal_contact_tag_insert AFTER insert ON contact_tag WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact_tag', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'tag_id=' || quote(NEW.tag_id)); END;
CREATE TRIGGER journal_contact_tag_update AFTER update ON contact_tag WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact_tag', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'tag_id=' || quote(OLD.tag_id), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'tag_id=' || quote(NEW.tag_id)); END;
CREATE TRIGGER journal_contact_tag_delete AFTER delete ON contact_tag WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact_tag', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'tag_id=' || quote(OLD.tag_id), NULL); END;
CREATE TRIGGER journal_contact_circle_insert AFTER insert ON contact_circle WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact_circle', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'circle_id=' || quote(NEW.circle_id)); END;
CREATE TRIGGER journal_contact_circle_update AFTER update ON contact_circle WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact_circle', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'circle_id=' || quote(OLD.circle_id), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'circle_id=' || quote(NEW.circle_id)); END;
CREATE TRIGGER journal_contact_circle_delete AFTER delete ON contact_circle WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'contact_circle', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'circle_id=' || quote(OLD.circle_id), NULL); END;
CREATE TRIGGER journal_key_date_insert AFTER insert ON key_date WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'key_date', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'kind=' || quote(NEW.kind) || ',' || 'label=' || quote(NEW.label) || ',' || 'year=' || quote(NEW.year) || ',' || 'month=' || quote(NEW.month) || ',' || 'day=' || quote(NEW.day)); END;
CREATE TRIGGER journal_key_date_update AFTER update ON key_date WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'key_date', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'label=' || quote(OLD.label) || ',' || 'year=' || quote(OLD.year) || ',' || 'month=' || quote(OLD.month) || ',' || 'day=' || quote(OLD.day), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'kind=' || quote(NEW.kind) || ',' || 'label=' || quote(NEW.label) || ',' || 'year=' || quote(NEW.year) || ',' || 'month=' || quote(NEW.month) || ',' || 'day=' || quote(NEW.day)); END;
CREATE TRIGGER journal_key_date_delete AFTER delete ON key_date WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'key_date', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'label=' || quote(OLD.label) || ',' || 'year=' || quote(OLD.year) || ',' || 'month=' || quote(OLD.month) || ',' || 'day=' || quote(OLD.day), NULL); END;
CREATE TRIGGER journal_interaction_insert AFTER insert ON interaction WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'uid=' || quote(NEW.uid) || ',' || 'practice_date=' || quote(NEW.practice_date) || ',' || 'occurred_at_utc=' || quote(NEW.occurred_at_utc) || ',' || 'utc_offset_min=' || quote(NEW.utc_offset_min) || ',' || 'logged_at_utc=' || quote(NEW.logged_at_utc) || ',' || 'channel=' || quote(NEW.channel) || ',' || 'direction=' || quote(NEW.direction) || ',' || 'situation=' || quote(NEW.situation) || ',' || 'summary=' || quote(NEW.summary) || ',' || 'notes=' || quote(NEW.notes) || ',' || 'platform=' || quote(NEW.platform) || ',' || 'minutes=' || quote(NEW.minutes) || ',' || 'place=' || quote(NEW.place) || ',' || 'feeling=' || quote(NEW.feeling) || ',' || 'needs_reply=' || quote(NEW.needs_reply) || ',' || 'is_draft=' || quote(NEW.is_draft) || ',' || 'before_book=' || quote(NEW.before_book) || ',' || 'source_key=' || quote(NEW.source_key) || ',' || 'draft_id=' || quote(NEW.draft_id) || ',' || 'deleted_at=' || quote(NEW.deleted_at) || ',' || 'message=' || quote(NEW.message) || ',' || 'awkward_guess=' || quote(NEW.awkward_guess) || ',' || 'awkward_felt=' || quote(NEW.awkward_felt)); END;
CREATE TRIGGER journal_interaction_update AFTER update ON interaction WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction', OLD.id, 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'practice_date=' || quote(OLD.practice_date) || ',' || 'occurred_at_utc=' || quote(OLD.occurred_at_utc) || ',' || 'utc_offset_min=' || quote(OLD.utc_offset_min) || ',' || 'logged_at_utc=' || quote(OLD.logged_at_utc) || ',' || 'channel=' || quote(OLD.channel) || ',' || 'direction=' || quote(OLD.direction) || ',' || 'situation=' || quote(OLD.situation) || ',' || 'summary=' || quote(OLD.summary) || ',' || 'notes=' || quote(OLD.notes) || ',' || 'platform=' || quote(OLD.platform) || ',' || 'minutes=' || quote(OLD.minutes) || ',' || 'place=' || quote(OLD.place) || ',' || 'feeling=' || quote(OLD.feeling) || ',' || 'needs_reply=' || quote(OLD.needs_reply) || ',' || 'is_draft=' || quote(OLD.is_draft) || ',' || 'before_book=' || quote(OLD.before_book) || ',' || 'source_key=' || quote(OLD.source_key) || ',' || 'draft_id=' || quote(OLD.draft_id) || ',' || 'deleted_at=' || quote(OLD.deleted_at) || ',' || 'message=' || quote(OLD.message) || ',' || 'awkward_guess=' || quote(OLD.awkward_guess) || ',' || 'awkward_felt=' || quote(OLD.awkward_felt), 'id=' || quote(NEW.id) || ',' || 'uid=' || quote(NEW.uid) || ',' || 'practice_date=' || quote(NEW.practice_date) || ',' || 'occurred_at_utc=' || quote(NEW.occurred_at_utc) || ',' || 'utc_offset_min=' || quote(NEW.utc_offset_min) || ',' || 'logged_at_utc=' || quote(NEW.logged_at_utc) || ',' || 'channel=' || quote(NEW.channel) || ',' || 'direction=' || quote(NEW.direction) || ',' || 'situation=' || quote(NEW.situation) || ',' || 'summary=' || quote(NEW.summary) || ',' || 'notes=' || quote(NEW.notes) || ',' || 'platform=' || quote(NEW.platform) || ',' || 'minutes=' || quote(NEW.minutes) || ',' || 'place=' || quote(NEW.place) || ',' || 'feeling=' || quote(NEW.feeling) || ',' || 'needs_reply=' || quote(NEW.needs_reply) || ',' || 'is_draft=' || quote(NEW.is_draft) || ',' || 'before_book=' || quote(NEW.before_book) || ',' || 'source_key=' || quote(NEW.source_key) || ',' || 'draft_id=' || quote(NEW.draft_id) || ',' || 'deleted_at=' || quote(NEW.deleted_at) || ',' || 'message=' || quote(NEW.message) || ',' || 'awkward_guess=' || quote(NEW.awkward_guess) || ',' || 'awkward_felt=' || quote(NEW.awkward_felt)); END;
CREATE TRIGGER journal_interaction_delete AFTER delete ON interaction WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction', OLD.id, 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'practice_date=' || quote(OLD.practice_date) || ',' || 'occurred_at_utc=' || quote(OLD.occurred_at_utc) || ',' || 'utc_offset_min=' || quote(OLD.utc_offset_min) || ',' || 'logged_at_utc=' || quote(OLD.logged_at_utc) || ',' || 'channel=' || quote(OLD.channel) || ',' || 'direction=' || quote(OLD.direction) || ',' || 'situation=' || quote(OLD.situation) || ',' || 'summary=' || quote(OLD.summary) || ',' || 'notes=' || quote(OLD.notes) || ',' || 'platform=' || quote(OLD.platform) || ',' || 'minutes=' || quote(OLD.minutes) || ',' || 'place=' || quote(OLD.place) || ',' || 'feeling=' || quote(OLD.feeling) || ',' || 'needs_reply=' || quote(OLD.needs_reply) || ',' || 'is_draft=' || quote(OLD.is_draft) || ',' || 'before_book=' || quote(OLD.before_book) || ',' || 'source_key=' || quote(OLD.source_key) || ',' || 'draft_id=' || quote(OLD.draft_id) || ',' || 'deleted_at=' || quote(OLD.deleted_at) || ',' || 'message=' || quote(OLD.message) || ',' || 'awkward_guess=' || quote(OLD.awkward_guess) || ',' || 'awkward_felt=' || quote(OLD.awkward_felt), NULL); END;
CREATE TRIGGER journal_interaction_contact_insert AFTER insert ON interaction_contact WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction_contact', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'interaction_id=' || quote(NEW.interaction_id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'role=' || quote(NEW.role)); END;
CREATE TRIGGER journal_interaction_contact_update AFTER update ON interaction_contact WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction_contact', OLD.id, 'id=' || quote(OLD.id) || ',' || 'interaction_id=' || quote(OLD.interaction_id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'role=' || quote(OLD.role), 'id=' || quote(NEW.id) || ',' || 'interaction_id=' || quote(NEW.interaction_id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'role=' || quote(NEW.role)); END;
CREATE TRIGGER journal_interaction_contact_delete AFTER delete ON interaction_contact WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction_contact', OLD.id, 'id=' || quote(OLD.id) || ',' || 'interaction_id=' || quote(OLD.interaction_id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'role=' || quote(OLD.role), NULL); END;
CREATE TRIGGER journal_interaction_value_insert AFTER insert ON interaction_value WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction_value', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'interaction_id=' || quote(NEW.interaction_id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'way=' || quote(NEW.way) || ',' || 'kind=' || quote(NEW.kind) || ',' || 'note=' || quote(NEW.note) || ',' || 'closed_on=' || quote(NEW.closed_on)); END;
CREATE TRIGGER journal_interaction_value_update AFTER update ON interaction_value WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction_value', OLD.id, 'id=' || quote(OLD.id) || ',' || 'interaction_id=' || quote(OLD.interaction_id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'way=' || quote(OLD.way) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'note=' || quote(OLD.note) || ',' || 'closed_on=' || quote(OLD.closed_on), 'id=' || quote(NEW.id) || ',' || 'interaction_id=' || quote(NEW.interaction_id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'way=' || quote(NEW.way) || ',' || 'kind=' || quote(NEW.kind) || ',' || 'note=' || quote(NEW.note) || ',' || 'closed_on=' || quote(NEW.closed_on)); END;
CREATE TRIGGER journal_interaction_value_delete AFTER delete ON interaction_value WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction_value', OLD.id, 'id=' || quote(OLD.id) || ',' || 'interaction_id=' || quote(OLD.interaction_id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'way=' || quote(OLD.way) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'note=' || quote(OLD.note) || ',' || 'closed_on=' || quote(OLD.closed_on), NULL); END;
CREATE TRIGGER journal_interaction_topic_insert AFTER insert ON interaction_topic WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction_topic', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'interaction_id=' || quote(NEW.interaction_id) || ',' || 'topic=' || quote(NEW.topic)); END;
CREATE TRIGGER journal_interaction_topic_update AFTER update ON interaction_topic WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction_topic', OLD.id, 'id=' || quote(OLD.id) || ',' || 'interaction_id=' || quote(OLD.interaction_id) || ',' || 'topic=' || quote(OLD.topic), 'id=' || quote(NEW.id) || ',' || 'interaction_id=' || quote(NEW.interaction_id) || ',' || 'topic=' || quote(NEW.topic)); END;
CREATE TRIGGER journal_interaction_topic_delete AFTER delete ON interaction_topic WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'interaction_topic', OLD.id, 'id=' || quote(OLD.id) || ',' || 'interaction_id=' || quote(OLD.interaction_id) || ',' || 'topic=' || quote(OLD.topic), NULL); END;
CREATE TRIGGER journal_next_step_insert AFTER insert ON next_step WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'next_step', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'uid=' || quote(NEW.uid) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'interaction_id=' || quote(NEW.interaction_id) || ',' || 'text=' || quote(NEW.text) || ',' || 'due_on=' || quote(NEW.due_on) || ',' || 'set_on=' || quote(NEW.set_on) || ',' || 'done_on=' || quote(NEW.done_on)); END;
CREATE TRIGGER journal_next_step_update AFTER update ON next_step WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'next_step', OLD.id, 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'interaction_id=' || quote(OLD.interaction_id) || ',' || 'text=' || quote(OLD.text) || ',' || 'due_on=' || quote(OLD.due_on) || ',' || 'set_on=' || quote(OLD.set_on) || ',' || 'done_on=' || quote(OLD.done_on), 'id=' || quote(NEW.id) || ',' || 'uid=' || quote(NEW.uid) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'interaction_id=' || quote(NEW.interaction_id) || ',' || 'text=' || quote(NEW.text) || ',' || 'due_on=' || quote(NEW.due_on) || ',' || 'set_on=' || quote(NEW.set_on) || ',' || 'done_on=' || quote(NEW.done_on)); END;
CREATE TRIGGER journal_next_step_delete AFTER delete ON next_step WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'next_step', OLD.id, 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'interaction_id=' || quote(OLD.interaction_id) || ',' || 'text=' || quote(OLD.text) || ',' || 'due_on=' || quote(OLD.due_on) || ',' || 'set_on=' || quote(OLD.set_on) || ',' || 'done_on=' || quote(OLD.done_on), NULL); END;
CREATE TRIGGER journal_promise_insert AFTER insert ON promise WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'promise', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'uid=' || quote(NEW.uid) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'interaction_id=' || quote(NEW.interaction_id) || ',' || 'made_by=' || quote(NEW.made_by) || ',' || 'text=' || quote(NEW.text) || ',' || 'made_on=' || quote(NEW.made_on) || ',' || 'due_on=' || quote(NEW.due_on) || ',' || 'kept_on=' || quote(NEW.kept_on) || ',' || 'released_on=' || quote(NEW.released_on)); END;
CREATE TRIGGER journal_promise_update AFTER update ON promise WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'promise', OLD.id, 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'interaction_id=' || quote(OLD.interaction_id) || ',' || 'made_by=' || quote(OLD.made_by) || ',' || 'text=' || quote(OLD.text) || ',' || 'made_on=' || quote(OLD.made_on) || ',' || 'due_on=' || quote(OLD.due_on) || ',' || 'kept_on=' || quote(OLD.kept_on) || ',' || 'released_on=' || quote(OLD.released_on), 'id=' || quote(NEW.id) || ',' || 'uid=' || quote(NEW.uid) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'interaction_id=' || quote(NEW.interaction_id) || ',' || 'made_by=' || quote(NEW.made_by) || ',' || 'text=' || quote(NEW.text) || ',' || 'made_on=' || quote(NEW.made_on) || ',' || 'due_on=' || quote(NEW.due_on) || ',' || 'kept_on=' || quote(NEW.kept_on) || ',' || 'released_on=' || quote(NEW.released_on)); END;
CREATE TRIGGER journal_promise_delete AFTER delete ON promise WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'promise', OLD.id, 'id=' || quote(OLD.id) || ',' || 'uid=' || quote(OLD.uid) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'interaction_id=' || quote(OLD.interaction_id) || ',' || 'made_by=' || quote(OLD.made_by) || ',' || 'text=' || quote(OLD.text) || ',' || 'made_on=' || quote(OLD.made_on) || ',' || 'due_on=' || quote(OLD.due_on) || ',' || 'kept_on=' || quote(OLD.kept_on) || ',' || 'released_on=' || quote(OLD.released_on), NULL); END;
CREATE TRIGGER journal_snooze_insert AFTER insert ON snooze WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'snooze', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'set_on=' || quote(NEW.set_on) || ',' || 'until=' || quote(NEW.until) || ',' || 'cleared_on=' || quote(NEW.cleared_on)); END;
CREATE TRIGGER journal_snooze_update AFTER update ON snooze WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'snooze', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'set_on=' || quote(OLD.set_on) || ',' || 'until=' || quote(OLD.until) || ',' || 'cleared_on=' || quote(OLD.cleared_on), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'set_on=' || quote(NEW.set_on) || ',' || 'until=' || quote(NEW.until) || ',' || 'cleared_on=' || quote(NEW.cleared_on)); END;
CREATE TRIGGER journal_snooze_delete AFTER delete ON snooze WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'snooze', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'set_on=' || quote(OLD.set_on) || ',' || 'until=' || quote(OLD.until) || ',' || 'cleared_on=' || quote(OLD.cleared_on), NULL); END;
CREATE TRIGGER journal_skip_insert AFTER insert ON skip WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'skip', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'on_day=' || quote(NEW.on_day)); END;
CREATE TRIGGER journal_skip_update AFTER update ON skip WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'skip', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'on_day=' || quote(OLD.on_day), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'on_day=' || quote(NEW.on_day)); END;
CREATE TRIGGER journal_skip_delete AFTER delete ON skip WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'skip', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'on_day=' || quote(OLD.on_day), NULL); END;
CREATE TRIGGER journal_pause_insert AFTER insert ON pause WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'pause', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'from_day=' || quote(NEW.from_day) || ',' || 'to_day=' || quote(NEW.to_day) || ',' || 'reason=' || quote(NEW.reason)); END;
CREATE TRIGGER journal_pause_update AFTER update ON pause WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'pause', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'from_day=' || quote(OLD.from_day) || ',' || 'to_day=' || quote(OLD.to_day) || ',' || 'reason=' || quote(OLD.reason), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'from_day=' || quote(NEW.from_day) || ',' || 'to_day=' || quote(NEW.to_day) || ',' || 'reason=' || quote(NEW.reason)); END;
CREATE TRIGGER journal_pause_delete AFTER delete ON pause WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'pause', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'from_day=' || quote(OLD.from_day) || ',' || 'to_day=' || quote(OLD.to_day) || ',' || 'reason=' || quote(OLD.reason), NULL); END;
CREATE TRIGGER journal_practice_schedule_insert AFTER insert ON practice_schedule WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'practice_schedule', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'effective_from=' || quote(NEW.effective_from) || ',' || 'weekdays=' || quote(NEW.weekdays) || ',' || 'mode=' || quote(NEW.mode) || ',' || 'per_week=' || quote(NEW.per_week)); END;
CREATE TRIGGER journal_practice_schedule_update AFTER update ON practice_schedule WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'practice_schedule', OLD.id, 'id=' || quote(OLD.id) || ',' || 'effective_from=' || quote(OLD.effective_from) || ',' || 'weekdays=' || quote(OLD.weekdays) || ',' || 'mode=' || quote(OLD.mode) || ',' || 'per_week=' || quote(OLD.per_week), 'id=' || quote(NEW.id) || ',' || 'effective_from=' || quote(NEW.effective_from) || ',' || 'weekdays=' || quote(NEW.weekdays) || ',' || 'mode=' || quote(NEW.mode) || ',' || 'per_week=' || quote(NEW.per_week)); END;
CREATE TRIGGER journal_practice_schedule_delete AFTER delete ON practice_schedule WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'practice_schedule', OLD.id, 'id=' || quote(OLD.id) || ',' || 'effective_from=' || quote(OLD.effective_from) || ',' || 'weekdays=' || quote(OLD.weekdays) || ',' || 'mode=' || quote(OLD.mode) || ',' || 'per_week=' || quote(OLD.per_week), NULL); END;
CREATE TRIGGER journal_offer_insert AFTER insert ON offer WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'offer', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'kind=' || quote(NEW.kind) || ',' || 'offered_on=' || quote(NEW.offered_on)); END;
CREATE TRIGGER journal_offer_update AFTER update ON offer WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'offer', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'offered_on=' || quote(OLD.offered_on), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'kind=' || quote(NEW.kind) || ',' || 'offered_on=' || quote(NEW.offered_on)); END;
CREATE TRIGGER journal_offer_delete AFTER delete ON offer WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'offer', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'offered_on=' || quote(OLD.offered_on), NULL); END;
CREATE TRIGGER journal_milestone_insert AFTER insert ON milestone WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'milestone', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'name=' || quote(NEW.name) || ',' || 'reached_on=' || quote(NEW.reached_on) || ',' || 'reflection=' || quote(NEW.reflection)); END;
CREATE TRIGGER journal_milestone_update AFTER update ON milestone WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'milestone', OLD.id, 'id=' || quote(OLD.id) || ',' || 'name=' || quote(OLD.name) || ',' || 'reached_on=' || quote(OLD.reached_on) || ',' || 'reflection=' || quote(OLD.reflection), 'id=' || quote(NEW.id) || ',' || 'name=' || quote(NEW.name) || ',' || 'reached_on=' || quote(NEW.reached_on) || ',' || 'reflection=' || quote(NEW.reflection)); END;
CREATE TRIGGER journal_milestone_delete AFTER delete ON milestone WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'milestone', OLD.id, 'id=' || quote(OLD.id) || ',' || 'name=' || quote(OLD.name) || ',' || 'reached_on=' || quote(OLD.reached_on) || ',' || 'reflection=' || quote(OLD.reflection), NULL); END;
CREATE TRIGGER journal_fact_insert AFTER insert ON fact WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'fact', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'kind=' || quote(NEW.kind) || ',' || 'text=' || quote(NEW.text) || ',' || 'noted_on=' || quote(NEW.noted_on)); END;
CREATE TRIGGER journal_fact_update AFTER update ON fact WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'fact', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'text=' || quote(OLD.text) || ',' || 'noted_on=' || quote(OLD.noted_on), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'kind=' || quote(NEW.kind) || ',' || 'text=' || quote(NEW.text) || ',' || 'noted_on=' || quote(NEW.noted_on)); END;
CREATE TRIGGER journal_fact_delete AFTER delete ON fact WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'fact', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'kind=' || quote(OLD.kind) || ',' || 'text=' || quote(OLD.text) || ',' || 'noted_on=' || quote(OLD.noted_on), NULL); END;
CREATE TRIGGER journal_question_insert AFTER insert ON question WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'question', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'text=' || quote(NEW.text) || ',' || 'added_on=' || quote(NEW.added_on) || ',' || 'asked_on=' || quote(NEW.asked_on) || ',' || 'interaction_id=' || quote(NEW.interaction_id)); END;
CREATE TRIGGER journal_question_update AFTER update ON question WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'question', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'text=' || quote(OLD.text) || ',' || 'added_on=' || quote(OLD.added_on) || ',' || 'asked_on=' || quote(OLD.asked_on) || ',' || 'interaction_id=' || quote(OLD.interaction_id), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'text=' || quote(NEW.text) || ',' || 'added_on=' || quote(NEW.added_on) || ',' || 'asked_on=' || quote(NEW.asked_on) || ',' || 'interaction_id=' || quote(NEW.interaction_id)); END;
CREATE TRIGGER journal_question_delete AFTER delete ON question WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'question', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'text=' || quote(OLD.text) || ',' || 'added_on=' || quote(OLD.added_on) || ',' || 'asked_on=' || quote(OLD.asked_on) || ',' || 'interaction_id=' || quote(OLD.interaction_id), NULL); END;
CREATE TRIGGER journal_position_insert AFTER insert ON position WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'position', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'organisation=' || quote(NEW.organisation) || ',' || 'role=' || quote(NEW.role) || ',' || 'from_when=' || quote(NEW.from_when) || ',' || 'to_when=' || quote(NEW.to_when)); END;
CREATE TRIGGER journal_position_update AFTER update ON position WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'position', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'organisation=' || quote(OLD.organisation) || ',' || 'role=' || quote(OLD.role) || ',' || 'from_when=' || quote(OLD.from_when) || ',' || 'to_when=' || quote(OLD.to_when), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'organisation=' || quote(NEW.organisation) || ',' || 'role=' || quote(NEW.role) || ',' || 'from_when=' || quote(NEW.from_when) || ',' || 'to_when=' || quote(NEW.to_when)); END;
CREATE TRIGGER journal_position_delete AFTER delete ON position WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'position', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'organisation=' || quote(OLD.organisation) || ',' || 'role=' || quote(OLD.role) || ',' || 'from_when=' || quote(OLD.from_when) || ',' || 'to_when=' || quote(OLD.to_when), NULL); END;
CREATE TRIGGER journal_relation_insert AFTER insert ON relation WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'relation', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'other_id=' || quote(NEW.other_id) || ',' || 'kind=' || quote(NEW.kind)); END;
CREATE TRIGGER journal_relation_update AFTER update ON relation WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'relation', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'other_id=' || quote(OLD.other_id) || ',' || 'kind=' || quote(OLD.kind), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'other_id=' || quote(NEW.other_id) || ',' || 'kind=' || quote(NEW.kind)); END;
CREATE TRIGGER journal_relation_delete AFTER delete ON relation WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'relation', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'other_id=' || quote(OLD.other_id) || ',' || 'kind=' || quote(OLD.kind), NULL); END;
CREATE TRIGGER journal_custom_field_insert AFTER insert ON custom_field WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'custom_field', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'label=' || quote(NEW.label) || ',' || 'value=' || quote(NEW.value)); END;
CREATE TRIGGER journal_custom_field_update AFTER update ON custom_field WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'custom_field', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'label=' || quote(OLD.label) || ',' || 'value=' || quote(OLD.value), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id) || ',' || 'label=' || quote(NEW.label) || ',' || 'value=' || quote(NEW.value)); END;
CREATE TRIGGER journal_custom_field_delete AFTER delete ON custom_field WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'custom_field', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'label=' || quote(OLD.label) || ',' || 'value=' || quote(OLD.value), NULL); END;
CREATE TRIGGER journal_card_insert AFTER insert ON card WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'card', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id)); END;
CREATE TRIGGER journal_card_update AFTER update ON card WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'card', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'raw=' || quote(OLD.raw), 'id=' || quote(NEW.id) || ',' || 'contact_id=' || quote(NEW.contact_id)); END;
CREATE TRIGGER journal_card_delete AFTER delete ON card WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'card', OLD.id, 'id=' || quote(OLD.id) || ',' || 'contact_id=' || quote(OLD.contact_id) || ',' || 'raw=' || quote(OLD.raw), NULL); END;
CREATE TRIGGER journal_distinct_pair_insert AFTER insert ON distinct_pair WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'distinct_pair', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'one_id=' || quote(NEW.one_id) || ',' || 'other_id=' || quote(NEW.other_id)); END;
CREATE TRIGGER journal_distinct_pair_update AFTER update ON distinct_pair WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'distinct_pair', OLD.id, 'id=' || quote(OLD.id) || ',' || 'one_id=' || quote(OLD.one_id) || ',' || 'other_id=' || quote(OLD.other_id), 'id=' || quote(NEW.id) || ',' || 'one_id=' || quote(NEW.one_id) || ',' || 'other_id=' || quote(NEW.other_id)); END;
CREATE TRIGGER journal_distinct_pair_delete AFTER delete ON distinct_pair WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'distinct_pair', OLD.id, 'id=' || quote(OLD.id) || ',' || 'one_id=' || quote(OLD.one_id) || ',' || 'other_id=' || quote(OLD.other_id), NULL); END;
CREATE TRIGGER journal_saved_view_insert AFTER insert ON saved_view WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'saved_view', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'name=' || quote(NEW.name) || ',' || 'folded=' || quote(NEW.folded) || ',' || 'query=' || quote(NEW.query)); END;
CREATE TRIGGER journal_saved_view_update AFTER update ON saved_view WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'saved_view', OLD.id, 'id=' || quote(OLD.id) || ',' || 'name=' || quote(OLD.name) || ',' || 'folded=' || quote(OLD.folded) || ',' || 'query=' || quote(OLD.query), 'id=' || quote(NEW.id) || ',' || 'name=' || quote(NEW.name) || ',' || 'folded=' || quote(NEW.folded) || ',' || 'query=' || quote(NEW.query)); END;
CREATE TRIGGER journal_saved_view_delete AFTER delete ON saved_view WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'saved_view', OLD.id, 'id=' || quote(OLD.id) || ',' || 'name=' || quote(OLD.name) || ',' || 'folded=' || quote(OLD.folded) || ',' || 'query=' || quote(OLD.query), NULL); END;
CREATE TRIGGER journal_starter_insert AFTER insert ON starter WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'starter', NEW.id, NULL, 'id=' || quote(NEW.id) || ',' || 'situation=' || quote(NEW.situation) || ',' || 'text=' || quote(NEW.text)); END;
CREATE TRIGGER journal_starter_update AFTER update ON starter WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'starter', OLD.id, 'id=' || quote(OLD.id) || ',' || 'situation=' || quote(OLD.situation) || ',' || 'text=' || quote(OLD.text), 'id=' || quote(NEW.id) || ',' || 'situation=' || quote(NEW.situation) || ',' || 'text=' || quote(NEW.text)); END;
CREATE TRIGGER journal_starter_delete AFTER delete ON starter WHEN (SELECT action_id FROM journal_cursor) IS NOT NULL BEGIN INSERT INTO journal_entry (action_id, table_name, row_id, old_row, new_row) VALUES ((SELECT action_id FROM journal_cursor), 'starter', OLD.id, 'id=' || quote(OLD.id) || ',' || 'situation=' || quote(OLD.situation) || ',' || 'text=' || quote(OLD.text), NULL); END;
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (1, 'rapport', 'm0001_core', '2026-11-20 09:00:00.000000+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (2, 'rapport', 'm0002_knowing', '2026-11-20 09:00:00.000000+00:00');
INSERT INTO journal_cursor (id, action_id) VALUES (1, NULL);
PRAGMA user_version = 2;
PRAGMA application_id = 1380995668;
