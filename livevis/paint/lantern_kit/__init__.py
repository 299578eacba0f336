"""The workshop of the lantern painter: words into a sketch, a sketch into plates, plates into a print.

Pure functions of their arguments; any thread. Only `livevis.paint.lantern` is meant to be used
from outside.
"""
