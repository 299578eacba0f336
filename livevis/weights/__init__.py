"""Model files and the device they run on."""
