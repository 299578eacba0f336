"""Every word of the vocabulary can be drawn, and drawing it changes the picture."""

from __future__ import annotations

import numpy as np
import pytest

from livevis.messages import Look, Prompt, Urgency, Why
from livevis.paint.lantern_kit.atelier import READER, paint
from livevis.paint.lantern_kit.compose import place_of
from livevis.paint.lantern_kit.placing import extent
from livevis.paint.lantern_kit.registry import MOTIFS, PLACES
from livevis.paint.lantern_kit.scene import scene_of

SIZE = (96, 54)


def prompt(line: str) -> Prompt:
    return Prompt("p", line, Why.LINE, Urgency.NOW, "song", Look(), 3, 0.0, line)


@pytest.mark.parametrize("name", list(MOTIFS))
def test_a_motif_changes_the_picture(name: str) -> None:
    place = place_of(scene_of(READER.sketch(prompt(name)), Look(), 3, SIZE))
    with_it = paint(prompt(f"{name} in the {place}"), SIZE).astype(float)
    without = paint(prompt(f"in the {place}"), SIZE).astype(float)
    changed = np.abs(with_it - without).max(axis=2) > 12
    assert changed.mean() > 0.01


@pytest.mark.parametrize("name", list(PLACES))
def test_a_place_has_a_picture_of_its_own(name: str) -> None:
    mine = paint(prompt(f"in the {name}"), SIZE).astype(float)
    others = [
        paint(prompt(f"in the {other}"), SIZE).astype(float) for other in ("sea", "city") if other != name
    ]
    assert all(np.abs(mine - other).mean() > 4 for other in others)


def test_every_word_leads_to_its_motif_or_place() -> None:
    for motif in MOTIFS.values():
        for word in motif.words:
            assert READER.sketch(prompt(word)).subjects[0].name == motif.name, word
    for place in PLACES.values():
        for word in place.words:
            assert READER.sketch(prompt(word)).place == place.name, word


@pytest.mark.parametrize("name", list(MOTIFS))
def test_a_motif_has_a_body(name: str) -> None:
    left, top, right, bottom = extent(name)
    assert right - left > 0.1
    assert bottom - top > 0.1
