"""English forms by rule."""

import pytest

from livevis.lab.summary.forms import article, ing, past, plural, third, verb


@pytest.mark.parametrize(
    ("base", "said"),
    [("run", "running"), ("cross", "crossing"), ("dance", "dancing"), ("lie", "lying"), ("float", "floating"),
     ("see", "seeing"), ("row", "rowing"), ("open", "opening")],
)  # fmt: skip
def test_ing(base: str, said: str) -> None:
    assert ing(base) == said


@pytest.mark.parametrize(
    ("noun", "many"), [("boat", "boats"), ("city", "cities"), ("wolf", "wolves"), ("fox", "foxes"),
                       ("child", "children"), ("fireman", "firemen"), ("sheep", "sheep")]
)  # fmt: skip
def test_plural(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_past_and_third() -> None:
    assert (past("drip"), past("carry"), past("bake")) == ("dripped", "carried", "baked")
    assert (third("wash"), third("fly"), third("play")) == ("washes", "flies", "plays")


def test_a_verb_keeps_its_irregular_past() -> None:
    assert verb("fall/fell/fallen").past == "fell"
    assert verb("walk").past == "walked"


def test_articles() -> None:
    assert [article(word) for word in ("owl", "boat", "unicorn", "one", "ukulele")] == [
        "an",
        "a",
        "a",
        "a",
        "a",
    ]
