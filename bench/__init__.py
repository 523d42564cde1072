"""Speed, side by side with other SPARQL servers: `make bench` (docs/benchmarks.md)."""
