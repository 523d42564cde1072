"""Curated tables in, RDF quads out. Data flows one way: `data/` → tables → quads."""
