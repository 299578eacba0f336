"""The wall: from pictures and a clock to a canvas, and to whatever shows it."""
