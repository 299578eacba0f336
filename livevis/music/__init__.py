"""Music heard: what sounds now, and where in a known recording that is."""
