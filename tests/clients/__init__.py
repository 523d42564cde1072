"""Clients that others wrote, in other languages."""
