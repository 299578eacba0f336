"""What the judge is asked, as arrays."""

from __future__ import annotations

import pytest

from livevis.lab.judge.answers import NOWHERE, PLAIN, Answers
from livevis.lab.pocket.plan import Cast, Scene
from livevis.lab.pocket.vocabulary import vocabulary

KNOWN = vocabulary().limited(3, 2, 1)
ANSWERS = Answers.of(KNOWN)


def test_the_names_stand_in_learning_order_and_plain_is_the_first_look() -> None:
    assert ANSWERS.subjects == tuple(subject.name for subject in KNOWN.subjects)
    assert ANSWERS.looks == (PLAIN, KNOWN.looks[0].name)
    assert Answers.read(ANSWERS.written()) == ANSWERS


def test_marks_of_none_one_and_two_subjects() -> None:
    casts = [Cast(subject) for subject in KNOWN.subjects]
    one, two = KNOWN.places[0].name, KNOWN.places[1].name
    scenes = [
        Scene((), one),
        Scene((casts[2],), two, look=KNOWN.looks[0].name),
        Scene((casts[0], casts[1]), one),
    ]
    marks = ANSWERS.marks(scenes)
    assert marks.subjects.tolist() == [[0, 0, 0], [0, 0, 1], [1, 1, 0]]
    assert marks.places.tolist() == [0, 1, 0]
    assert marks.looks.tolist() == [0, 1, 0]


def test_a_plain_backdrop_is_no_place() -> None:
    assert ANSWERS.marks([Scene((), "")]).places.tolist() == [NOWHERE]


def test_a_name_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError):
        ANSWERS.marks([Scene((), "nowhere")])
