-- What the new release says of each entity: in a file of its own, which is gone when it is closed.
CREATE TEMPORARY TABLE found (
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    gone TEXT,  -- 'move' or 'delete'; null while it lives
    target TEXT,
    digest TEXT,
    sets TEXT,
    links TEXT,
    repeated TEXT,
    PRIMARY KEY (kind, slug)
) STRICT, WITHOUT ROWID;

-- The entities whose records repeat something of others that is not the same any more.
CREATE TEMPORARY TABLE repeating (reference TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
