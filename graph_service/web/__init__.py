"""Carries requests to the protocol functions, and their answers back. Nothing imports web."""
