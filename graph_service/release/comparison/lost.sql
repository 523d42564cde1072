-- What a release deleted without saying so.
SELECT changes.kind || '/' || changes.slug
FROM changes LEFT JOIN found USING (kind, slug)
WHERE release = :release AND found.kind IS NULL
ORDER BY sequence;
