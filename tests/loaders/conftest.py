"""Laws are tried on the same examples each time, and a busy machine fails no test."""

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")
