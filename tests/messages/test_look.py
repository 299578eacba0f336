"""Looks are values: equal when alike, sealed, and no two share what one could change."""

from __future__ import annotations

import dataclasses

import pytest

from livevis.messages import Crossfade, Look, Scene


def test_looks_alike_are_equal() -> None:
    assert Look(style="ink", seed=3) == Look(style="ink", seed=3)
    assert Look(seed=3) != Look(seed=4)


def test_looks_share_no_table() -> None:
    assert Look().beat is not Look().beat


def test_a_look_is_sealed_and_changed_by_replacing() -> None:
    look = Look(drift=0.1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        look.drift = 0.9  # type: ignore[misc]
    assert dataclasses.replace(look, crossfade=Crossfade(seconds=0.0)).drift == 0.1


def test_a_scene_stands_under_its_theme() -> None:
    assert Scene("first", "first", "First Light", Look()).theme == ""
