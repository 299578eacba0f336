"""The judge of the pocket painter: an independent small classifier, and what it is asked about."""
