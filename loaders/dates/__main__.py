"""``python -m loaders.dates "17th c."``: how wordings are read, one a line."""

import sys

from loaders.dates import read_clauses

for line in sys.argv[1:] or map(str.rstrip, sys.stdin):
    for clause in read_clauses(line):
        sys.stdout.write(f"{clause.kind or '-'}\t{clause.wording}\t{clause.span}\n")
