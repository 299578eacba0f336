"""The show: setlist, lyrics, rig, conductor, album."""
