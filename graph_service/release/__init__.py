"""Building a release: load, close, gate, write, publish."""
