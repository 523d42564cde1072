"""Finding things: by name, by place, by year, by the identifiers of others."""
