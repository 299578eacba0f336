from livevis.messages import Look, Scene, Trigger, Urgency, Why
from livevis.show.album import Album, Occasion

from .build import picture

SCENE = Scene("one", "one", "One", Look(style="ink", seed=7), "a valley")
OTHER = Scene("one/cue-1", "one", "One", Look(style="neon", seed=7), "a valley")


def made(name: str, side: int = 4) -> tuple[Occasion, object]:
    trigger = Trigger(name, Why.AHEAD, Urgency.AHEAD, name, SCENE, 0.0)
    return Occasion.of(SCENE, name), picture(trigger, side=side)


def test_a_refrain_is_the_same_occasion_whatever_its_case_and_spacing() -> None:
    assert Occasion.of(SCENE, "Carry  the LIGHT") == Occasion.of(SCENE, "carry the light")


def test_another_look_is_another_occasion() -> None:
    assert Occasion.of(SCENE, "carry the light") != Occasion.of(OTHER, "carry the light")
    assert Occasion.of(SCENE, "light", variant=1) != Occasion.of(SCENE, "light")


def test_the_album_never_holds_more_than_its_megabytes_and_lets_the_unused_go_first() -> None:
    album = Album(megabytes=3 * 100 * 100 * 3 / 1e6)
    for name in ("a", "b", "c"):
        album.add(*made(name, side=100))  # type: ignore[arg-type]
    assert album.get(Occasion.of(SCENE, "a")) is not None  # now "b" is the one unused for longest
    album.add(*made("d", side=100))  # type: ignore[arg-type]
    assert len(album) == 3
    assert Occasion.of(SCENE, "b") not in album
    assert Occasion.of(SCENE, "a") in album
    assert album.megabytes <= 3 * 100 * 100 * 3 / 1e6


def test_a_refinement_takes_the_place_of_the_first_and_is_counted_once() -> None:
    album = Album()
    occasion, first = made("a")
    album.add(occasion, first)  # type: ignore[arg-type]
    before = album.megabytes
    album.add(occasion, first)  # type: ignore[arg-type]
    assert len(album) == 1
    assert album.megabytes == before


def test_one_picture_larger_than_the_album_is_still_kept() -> None:
    album = Album(megabytes=0.0001)
    occasion, large = made("a", side=100)
    album.add(occasion, large)  # type: ignore[arg-type]
    assert album.get(occasion) is large
    assert album.full_for(large)  # type: ignore[arg-type]
