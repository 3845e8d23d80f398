package store

// applicationID marks a database file as Pinisi's ("Pnsi").
const applicationID = 0x506e7369

// migrations are the numbered steps of the fixed tables; the version of a file
// is how many it has seen (PRAGMA user_version). The tables of the kinds follow
// the schema registry and are made by syncKinds.
var migrations = []string{`
-- What the program remembers of itself: profile, hub, window.
CREATE TABLE setting(
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Streams of changes and how far we have them. confirmed: headquarters has them up to there.
-- own: this device goes on writing there; streams of an earlier life of it are not.
CREATE TABLE stream(
  sid       INTEGER PRIMARY KEY,
  device    BLOB NOT NULL,
  epoch     INTEGER NOT NULL,
  scope     TEXT NOT NULL,
  have      INTEGER NOT NULL DEFAULT 0,
  confirmed INTEGER NOT NULL DEFAULT 0,
  own       INTEGER NOT NULL DEFAULT 0,
  UNIQUE(device, epoch, scope)
) STRICT;

-- Who wrote: staff ids as small numbers.
CREATE TABLE author(
  aid INTEGER PRIMARY KEY,
  id  BLOB NOT NULL UNIQUE
) STRICT;

-- Kinds as small numbers, unknown ones too.
CREATE TABLE kind(
  kid  INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Own changes not sealed into a segment yet: the young end of the log.
-- base is the text that prev named, from which a difference may travel.
CREATE TABLE pending(
  sid    INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  hlc    INTEGER NOT NULL,
  aid    INTEGER NOT NULL,
  kid    INTEGER NOT NULL,
  record BLOB NOT NULL,
  field  TEXT NOT NULL,
  value  BLOB NOT NULL,
  prev   BLOB NOT NULL,
  base   TEXT,
  PRIMARY KEY(sid, seq)
) STRICT, WITHOUT ROWID;

-- The log: sealed segments as they came, in the order they came, compressed.
CREATE TABLE segment(
  n      INTEGER PRIMARY KEY,
  sid    INTEGER NOT NULL,
  first  INTEGER NOT NULL,
  last   INTEGER NOT NULL,
  packed BLOB NOT NULL,
  UNIQUE(sid, first)
) STRICT;

-- Segments that came before what they build on.
CREATE TABLE waiting(
  sid      INTEGER NOT NULL,
  first    INTEGER NOT NULL,
  packed   BLOB NOT NULL,
  from_hub INTEGER NOT NULL,
  PRIMARY KEY(sid, first)
) STRICT;

-- Segments that failed their checks, kept apart with the reason.
CREATE TABLE quarantine(
  n      INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  sum    BLOB NOT NULL UNIQUE,
  reason TEXT NOT NULL,
  bytes  BLOB NOT NULL
) STRICT;

-- Fields on which people disagree ('deleted': deleted beside an edit).
CREATE TABLE conflict(
  kid    INTEGER NOT NULL,
  record BLOB NOT NULL,
  field  TEXT NOT NULL,
  PRIMARY KEY(record, field)
) STRICT, WITHOUT ROWID;

-- What the user of this device did, for undo. Only the latest are kept.
CREATE TABLE action(
  hlc    INTEGER PRIMARY KEY,
  label  TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE action_edit(
  hlc     INTEGER NOT NULL REFERENCES action(hlc) ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  kid     INTEGER NOT NULL,
  record  BLOB NOT NULL,
  field   TEXT NOT NULL,
  created INTEGER NOT NULL,  -- the record did not exist before
  before  BLOB NOT NULL,     -- the field's value before
  sid     INTEGER NOT NULL,  -- the change that was made
  seq     INTEGER NOT NULL,
  PRIMARY KEY(hlc, n)
) STRICT, WITHOUT ROWID;

-- Records of kinds that this version does not know.
CREATE TABLE other(
  rid    INTEGER PRIMARY KEY,
  id     BLOB NOT NULL UNIQUE,
  kid    INTEGER NOT NULL,
  scope  TEXT NOT NULL,
  hlc    INTEGER NOT NULL,
  state  INTEGER NOT NULL,
  stamps BLOB NOT NULL,
  extra  TEXT
) STRICT;

-- Full-text search over every text; rowid is kid << 40 | rid.
CREATE VIRTUAL TABLE search USING fts5(text, content='', contentless_delete=1,
  tokenize='unicode61 remove_diacritics 2', prefix='2 3');
-- Records whose texts are not in the search yet: packed rowids, one row a commit.
CREATE TABLE search_todo(
  n    INTEGER PRIMARY KEY,
  rows BLOB NOT NULL
) STRICT;

-- Contents of attachments that headquarters has confirmed.
CREATE TABLE file(
  sha256    TEXT PRIMARY KEY,
  confirmed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- History of exchanges, for the Sync page.
CREATE TABLE exchange(
  at    INTEGER PRIMARY KEY,
  entry TEXT NOT NULL
) STRICT;
`, `
-- The change that an edit took the place of, if it was one: with an edit undone,
-- the undo stands in for it, so that the edit before can be undone too.
ALTER TABLE action_edit ADD COLUMN from_sid INTEGER;
ALTER TABLE action_edit ADD COLUMN from_seq INTEGER;
CREATE INDEX action_edit_at ON action_edit(sid, seq);
`, `
-- The search again: texts by who may see them, the words that narrow (tags:
-- scope, year and unit as words), and beginnings of one letter on. Without the
-- places of words in the text it is no larger, and its commonest words are read
-- several times faster; the order of what is found is ours, not bm25's.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(text, personal, withheld, tags, content='', contentless_delete=1,
  detail=column, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
CREATE VIRTUAL TABLE search_word USING fts5vocab(search, 'row');
-- The tags of records that have parts: when they change, the parts are indexed again.
CREATE TABLE search_tags(
  at   INTEGER PRIMARY KEY,
  tags TEXT NOT NULL
) STRICT;
`}
