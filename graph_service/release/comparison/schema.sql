-- The change log of all releases, up to the one in whose folder it is.

-- One row a release that was ever published, in order.
CREATE TABLE releases (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    time TEXT NOT NULL,
    content TEXT NOT NULL,
    last_sequence INTEGER NOT NULL  -- of its changes, or of those before it if it has none
) STRICT;

-- One row a change, for ever. A live entity has a digest, a moved one a target, a deleted neither.
CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY,
    release INTEGER NOT NULL REFERENCES releases,
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    activity TEXT NOT NULL CHECK (activity IN ('create', 'update', 'move', 'delete')),
    target TEXT,
    digest TEXT
) STRICT;
CREATE INDEX changes_of_entity ON changes (kind, slug);

-- Each entity that ever was, as its latest change left it.
CREATE TABLE entities (
    sequence INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    first_release INTEGER NOT NULL REFERENCES releases,
    sets TEXT NOT NULL,  -- JSON array; of a deleted or moved one: those it was in last
    links TEXT,  -- digest of the inferred links that its record tells; null if it is gone
    repeated TEXT,  -- digest of what the records of others repeat of it; null if it is gone
    UNIQUE (kind, slug)
) STRICT;

-- The sets that an entity is or ever was in.
CREATE TABLE members (
    name TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (name, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_of_entity ON members (sequence);
