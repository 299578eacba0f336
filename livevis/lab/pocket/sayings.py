"""The words of captions that no vocabulary holds: verbs, adjectives without a picture, syllables.

Enters: nothing. Leaves: tuples of words.
"""

from __future__ import annotations


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


EMPTY_ADJECTIVES = _list(
    "old lonely broken silent quiet ancient forgotten wild strange distant bright soft slow sweet lost pale "
    "gentle cold warm deep empty beautiful little sleepy holy hidden tired brave restless endless"
)
PARTICIPLES = {
    "ground": _list("sleeping waiting standing trembling dreaming shining turning fading"),
    "water": _list("drifting floating sailing sleeping rocking waiting rising turning"),
    "air": _list("flying floating falling rising drifting dancing hanging circling glowing"),
    "sky": _list("rising shining burning falling hanging glowing fading waiting"),
}
VERBS = {
    "ground": _list("sleeps waits stands trembles dreams shines turns rests"),
    "water": _list("drifts floats sails sleeps rocks waits rises rests"),
    "air": _list("flies floats falls rises drifts dances hangs circles"),
    "sky": _list("rises shines burns hangs glows fades waits falls"),
}
SIZES = {"small": ("small", "little", "tiny", "small"), "big": ("big", "large", "giant", "huge", "great")}
NUMBERS = {
    2: ("two", "two", "a pair of", ""),
    3: ("three", "three", "some", ""),
    4: ("four", "many", "several", ""),
}
NEAR = _list("and and and and and with beside near by on under over in")
UPON = _list("over upon on above")
FALLING = {"rain": "falling rain", "snow": "falling snow", "fog": "drifting mist"}
ONSETS = _list("b br c cr d dr f fl g gr h j k kl l m n p pr qu r s sh st t tr v w z")
VOWELS = _list("a e i o u ai ea oo ou")
CODAS = _list("l m n r s t nd rn st ck sh x th ll ff")
TIES = frozenset(_list("at in before by under"))
STROKES = frozenset(
    _list("dawn sunrise daybreak noon midday sunset dusk sundown twilight nightfall night midnight")
)
"""Hours that follow "at"."""
ACROSS = _list("crossing guarding watching leaving filling lighting touching haunting finding drinking")
"""What subjects do to a place: "white horses crossing a valley"."""
TOWARDS = _list("holding chasing watching guarding following touching carrying leading hiding dreaming")
"""What one subject does to another."""
AROUND = _list("holding hiding beneath below behind around with under")
"""How a place has a subject: "black water holding the moon"."""
DOING = _list("chasing watching following holding seeing counting hearing leaving finding painting")
"""What somebody who is not to be seen does: "chasing crows"."""
