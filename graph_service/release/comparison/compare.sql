-- The changes that lead from the entities of the log to those found. Who reads them in order meets
-- a thing before what moves to it.
INSERT INTO changes (sequence, release, kind, slug, activity, target, digest)
WITH
    latest AS (
        SELECT entities.kind, entities.slug, target, digest, sets, links, repeated
        FROM entities JOIN changes USING (sequence)
    ),
    different AS (
        SELECT
            found.kind,
            found.slug,
            coalesce(gone, iif(latest.digest IS NULL, 'create', 'update')) AS activity,
            found.target,
            found.digest
        FROM found LEFT JOIN latest USING (kind, slug)
        WHERE
            latest.kind IS NULL
            OR found.target IS NOT latest.target
            OR found.digest IS NOT latest.digest
            OR (
                gone IS NULL
                AND (
                    found.sets IS NOT latest.sets
                    OR found.links IS NOT latest.links
                    OR found.repeated IS NOT latest.repeated
                    OR found.kind || '/' || found.slug IN (SELECT reference FROM repeating)
                )
            )
        UNION ALL
        SELECT latest.kind, latest.slug, 'delete', NULL, NULL
        FROM latest LEFT JOIN found USING (kind, slug)
        WHERE found.kind IS NULL AND coalesce(latest.target, latest.digest) IS NOT NULL
    )
SELECT
    (SELECT coalesce(max(sequence), 0) FROM changes) + row_number() OVER (
        ORDER BY
            CASE activity WHEN 'create' THEN 0 WHEN 'update' THEN 1 WHEN 'move' THEN 2 ELSE 3 END,
            kind,
            slug
    ),
    :release,
    kind,
    slug,
    activity,
    target,
    digest
FROM different;
