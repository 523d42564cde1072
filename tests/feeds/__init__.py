"""Feeds, read by foreign clients\x27 rules."""
