"""What maps and timelines draw, read from a release."""
