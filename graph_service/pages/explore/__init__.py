"""Browse and search: the same results as a list, on a map and in time."""
