-- The entities as the changes of a release leave them.
CREATE TEMPORARY TABLE applied AS
SELECT
    changes.sequence,
    changes.kind,
    changes.slug,
    entities.sequence AS before,
    coalesce(found.sets, entities.sets, json_array('kind:' || changes.kind)) AS sets,
    found.links,
    found.repeated
FROM changes
LEFT JOIN entities USING (kind, slug)
LEFT JOIN found USING (kind, slug)
WHERE changes.release = (SELECT max(number) FROM releases)
ORDER BY changes.sequence;

UPDATE entities
SET
    sequence = applied.sequence,
    sets = applied.sets,
    links = applied.links,
    repeated = applied.repeated
FROM applied
WHERE entities.sequence = applied.before;

INSERT INTO entities (sequence, kind, slug, first_release, sets, links, repeated)
SELECT sequence, kind, slug, (SELECT max(number) FROM releases), sets, links, repeated
FROM applied
WHERE before IS NULL
ORDER BY sequence;

UPDATE members
SET sequence = applied.sequence
FROM applied
WHERE members.sequence = applied.before;

INSERT OR IGNORE INTO members (name, sequence)
SELECT each.value, applied.sequence
FROM applied, json_each(applied.sets) AS each
ORDER BY each.value, applied.sequence;

UPDATE releases
SET last_sequence = (SELECT coalesce(max(sequence), 0) FROM changes)
WHERE number = (SELECT max(number) FROM releases);

DROP TABLE applied;
