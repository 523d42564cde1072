"""Pictures of records, for those who share a link: a map and a name, 1200 by 630."""
