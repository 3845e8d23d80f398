package hub

// applicationID says that a database is a hub's: "PnHb".
const applicationID = 0x506e4862

// versionErases is the first version that takes erasures in.
const versionErases = 2

// schemas are the steps from one version of the database to the next.
var schemas = []string{`
CREATE TABLE setting ( -- what the hub knows of itself
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code ( -- one-time invitations; the secret itself is stored nowhere
	hash    BLOB PRIMARY KEY, -- SHA-256 of the secret
	scope   TEXT NOT NULL,    -- what the device will see: a mission, or kantor-pusat
	name    TEXT NOT NULL,    -- of the device
	made    INTEGER NOT NULL, -- Unix milliseconds, as all times here
	until   INTEGER NOT NULL,
	used_by BLOB,             -- the device that came with it
	used    INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE device ( -- who was let in; never deleted, so that old signatures keep their owner
	id       BLOB PRIMARY KEY, -- first 16 bytes of the SHA-256 of key
	key      BLOB NOT NULL,    -- Ed25519 public key
	scope    TEXT NOT NULL,
	name     TEXT NOT NULL,
	enrolled INTEGER NOT NULL,
	revoked  INTEGER,
	seen     INTEGER,
	skew     INTEGER           -- how many milliseconds its clock was ahead when seen
) STRICT, WITHOUT ROWID;

CREATE TABLE scope ( -- missions that ever sent something, and the shared scope
	id    INTEGER PRIMARY KEY,
	name  TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE stream ( -- how far each stream is here: the hub's version vector
	id     INTEGER PRIMARY KEY,
	device BLOB NOT NULL,
	epoch  INTEGER NOT NULL,
	scope  INTEGER NOT NULL REFERENCES scope(id),
	seq    INTEGER NOT NULL,
	UNIQUE (device, epoch, scope)
) STRICT;

CREATE TABLE segment ( -- sealed segments in the order of their arrival, byte for byte as signed
	arrival   INTEGER PRIMARY KEY AUTOINCREMENT,
	stream    INTEGER NOT NULL REFERENCES stream(id),
	scope     INTEGER NOT NULL,
	first     INTEGER NOT NULL, -- seq of its first and last change
	last      INTEGER NOT NULL,
	signature BLOB NOT NULL,    -- first 16 bytes
	chain     BLOB NOT NULL,    -- digest of all segments of its scope up to here
	total     BLOB NOT NULL,    -- digest of all segments up to here
	brought   BLOB NOT NULL,    -- the device that sent it, its author's or another
	at        INTEGER NOT NULL,
	packed    BLOB NOT NULL     -- segment.Pack
) STRICT;
CREATE UNIQUE INDEX segment_of_stream ON segment (stream, first);
CREATE INDEX segment_of_scope ON segment (scope, arrival);

CREATE TABLE file ( -- evidence that is whole in the folder files/
	scope TEXT NOT NULL,
	sha   BLOB NOT NULL,
	size  INTEGER NOT NULL,
	at    INTEGER NOT NULL,
	by    BLOB NOT NULL,    -- the device that sent it
	PRIMARY KEY (scope, sha)
) STRICT, WITHOUT ROWID;
`, `
CREATE TABLE erased ( -- which personal values are gone for ever: what erasures state, no value among it
	scope  TEXT NOT NULL,
	record BLOB NOT NULL,
	field  TEXT NOT NULL,
	covers TEXT NOT NULL, -- data.Coverage
	PRIMARY KEY (scope, record, field, covers)
) STRICT, WITHOUT ROWID;
`}
