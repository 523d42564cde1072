"""From the IRI of a thing to its description, and from that to each of its representations."""
