"""The query library: ``queries/*.rq`` read and checked, and asked with values of one's own."""
