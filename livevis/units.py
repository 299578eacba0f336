"""Units of measure, so that every number can wear one.

Aliases rather than NewTypes: arithmetic on a NewType gives back a bare float, and the casts
that follow hide more than the unit shows.
"""

from typing import TypeAlias

Seconds: TypeAlias = float
"""A duration, or an instant counted from the opening of the show."""

Hertz: TypeAlias = int
"""A sample rate."""

Beats: TypeAlias = float
Pixels: TypeAlias = int
Decibels: TypeAlias = float
Megabytes: TypeAlias = float

SPEECH_RATE: Hertz = 16_000
"""What every recogniser here listens at."""
