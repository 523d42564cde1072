"""SPARQL 1.1 Protocol, queries only: request, guard, workers, results, service description."""
