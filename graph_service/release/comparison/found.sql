-- What the new release says of each entity: in a file of its own, which is gone when it is closed.
CREATE TEMPORARY TABLE found (
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    gone TEXT,  -- 'move' or 'delete'; null while it lives
    target TEXT,
    digest TEXT,
    sets TEXT,
    PRIMARY KEY (kind, slug)
) STRICT, WITHOUT ROWID;
