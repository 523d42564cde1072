-- The entities of which records repeat something else than they did; of a first log none does.
SELECT kind || '/' || slug
FROM found LEFT JOIN entities USING (kind, slug)
WHERE found.repeated IS NOT entities.repeated AND EXISTS (SELECT 1 FROM entities);
