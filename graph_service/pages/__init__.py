"""HTML for people, in Turkish and English."""
