"""One change log, rendered as the protocols that harvesters speak."""
