"""Looks, languages and the shape of show.toml."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from livevis.messages import Crossfade, Look
from livevis.show.setlist_file import LookKeys, ShowFile, merge
from livevis.show.setlist_languages import NAMES, known, meant


def test_no_layer_gives_the_house_look() -> None:
    assert merge([]) == (Look(), "")
    assert merge([LookKeys()]) == (Look(), "")


def test_file_keys_are_the_keys_of_a_look() -> None:
    assert {field.name for field in dataclasses.fields(Look)} | {"prompt"} == set(LookKeys.model_fields)


layers = st.builds(
    LookKeys.model_validate,
    st.fixed_dictionaries(
        {},
        optional={
            "style": st.sampled_from(["ink", "glass", ""]),
            "seed": st.integers(0, 9),
            "drift": st.sampled_from([0.0, 0.5, 1]),
            "crossfade": st.sampled_from([0, 1.5, {"s": 2.0}]),
            "never": st.lists(st.sampled_from(["a", "b", "c"]), max_size=2),
        },
    ),
)


@settings(deadline=None, max_examples=100)
@given(st.lists(layers, max_size=4))
def test_the_last_word_wins_and_never_only_grows(stack: list[LookKeys]) -> None:
    look, _ = merge(stack)
    for key, default in (("style", ""), ("seed", 7), ("drift", 0.35)):
        said = [getattr(layer, key) for layer in stack if getattr(layer, key) is not None]
        assert getattr(look, key) == (said[-1] if said else default)
    fades = [layer.crossfade.s for layer in stack if layer.crossfade is not None]
    assert look.crossfade.seconds == (fades[-1] if fades else Crossfade().seconds)
    assert set(look.never) == {word for layer in stack for word in layer.never or ()}


def test_types_are_not_guessed() -> None:
    for wrong in ({"seed": "7"}, {"drift": True}, {"style": 3}, {"seed": 1.5}, {"palette": "#000000"}):
        with pytest.raises(ValidationError):
            LookKeys.model_validate(wrong)


def test_schema_may_be_left_out() -> None:
    assert ShowFile.model_validate({}).schema_ == 1


def test_languages() -> None:
    assert len(NAMES) == 100
    assert known("en")
    assert known("auto")
    assert not known("EN")
    assert (meant("German"), meant("en-US"), meant("pt_BR"), meant("frensh")) == ("de", "en", "pt", "fr")
    assert meant("klingon") is None


def test_the_house_bars_words_in_every_look_beside_the_band_s() -> None:
    from dataclasses import replace

    from livevis.messages import Look
    from livevis.show.cue import AtLine

    from .build import cue, setlist, song

    strict = replace(song(cues=(cue("refrain", AtLine(1)),)), look=Look(never=("blood",)))
    barred = setlist(strict).barring(("fire", "blood"))
    looks = [barred.look, barred.songs[0].look, barred.songs[0].cues[0].look]
    assert [look.never for look in looks] == [("fire", "blood"), ("blood", "fire"), ("fire", "blood")]
    assert setlist(strict).barring(()) == setlist(strict)
