"""Packed scenes: drawn once, taken up again."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from livevis.lab.painter.packed import BLOCK, fill, fill_latents
from livevis.lab.painter.ranks import Rank
from livevis.lab.pocket.captions import holdout

from .thumbnail import thumbnails


def test_scenes_are_drawn_once_and_kept(tmp_path: Path) -> None:
    stock, said = thumbnails(tmp_path), []
    scenes = fill(stock, tmp_path / "a.u8", BLOCK + 4, Rank(), said.append)
    assert scenes.shape == (BLOCK + 4, 64, 64, 3)
    assert np.array_equal(scenes[BLOCK + 3], stock.pixels(BLOCK + 3))
    assert said
    scenes[0] = 7  # not drawn again
    again = fill(stock, tmp_path / "a.u8", BLOCK + 4, Rank(), said.append)
    assert (again[0] == 7).all()


def test_two_ranks_share_the_work(tmp_path: Path) -> None:
    class Alone(Rank):
        def wait(self) -> None:
            pass

    stock = thumbnails(tmp_path)
    first = fill(stock, tmp_path / "a.u8", 2 * BLOCK, Alone(0, 2), lambda _: None)
    assert first[:BLOCK].any()
    assert not first[BLOCK:].any()
    both = fill(stock, tmp_path / "a.u8", 2 * BLOCK, Alone(1, 2), lambda _: None)
    assert both[BLOCK:].any()


def test_nothing_held_out_is_trained_on(tmp_path: Path) -> None:
    stock = thumbnails(tmp_path)
    assert not any(holdout(stock.scene(index)) for index in range(50))
    assert stock.scene(3) == stock.scene(3)


def test_latents_are_what_the_encoder_says_and_masks_where_the_subjects_are(tmp_path: Path) -> None:
    def shrunk(pixels: np.ndarray) -> np.ndarray:
        return pixels[:, ::16, ::16].transpose(0, 3, 1, 2).astype(np.float16)

    stock = thumbnails(tmp_path)
    latents, masks = fill_latents(stock, tmp_path / "b.f16", 12, shrunk, (Rank(), lambda _: None))
    assert latents.shape == (12, 3, 4, 4)
    assert latents.dtype == np.float16
    assert np.array_equal(latents[7], shrunk(stock.pixels(7)[None])[0])
    assert masks.shape == (12, 4, 4)
    for index in range(12):
        peopled = bool(stock.scene(index).casts)
        assert bool(masks[index].any()) == peopled
