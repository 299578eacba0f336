"""Textures and tools of the looks."""

from __future__ import annotations

import numpy as np
import pytest

from livevis.lab.pocket import looks_grain as g


def test_clouds_tile_and_are_of_unit_spread() -> None:
    noise = g.clouds(5.0, 1)
    assert noise.dtype == np.float32
    assert noise.shape == (2 * g.TILE, 2 * g.TILE)
    assert noise.std() == pytest.approx(1, abs=0.01)
    assert abs(float(noise.mean())) < 0.01
    assert (noise[: g.TILE] == noise[g.TILE :]).all()
    across_the_seam = np.abs(noise[g.TILE - 1] - noise[g.TILE]).mean()
    assert across_the_seam < 2 * np.abs(noise[100] - noise[101]).mean()


def test_stretched_clouds_run_along_their_turn() -> None:
    noise = g.clouds(2.0, 1, 6.0, 0.0)
    assert np.abs(np.diff(noise, axis=1)).mean() < 0.4 * np.abs(np.diff(noise, axis=0)).mean()


def test_textures_cannot_be_written_on() -> None:
    with pytest.raises(ValueError, match="read-only"):
        g.clouds(5.0, 1)[0, 0] = 1


def test_a_crop_is_drawn_by_the_generator_alone() -> None:
    one, two = (g.crop(g.clouds(5.0, 1), (40, 60, 3), np.random.default_rng(4)) for _ in range(2))
    assert one.shape == (40, 60)
    assert (one == two).all()


def test_a_crop_larger_than_the_tile_is_refused() -> None:
    with pytest.raises(ValueError, match="512 pixels a side"):
        g.crop(g.clouds(5.0, 1), (513, 10), np.random.default_rng(4))


def test_a_step_rises_and_falls() -> None:
    ramp = np.linspace(0, 1, 11, dtype=np.float32)
    assert g.step(ramp, 0.2, 0.8)[[0, 2, 5, 8, 10]] == pytest.approx([0, 0, 0.5, 1, 1], abs=1e-6)
    assert g.step(ramp, 0.8, 0.2)[[0, 5, 10]] == pytest.approx([1, 0.5, 0], abs=1e-6)


def test_bytes_come_back_and_what_lies_beyond_is_cut_off() -> None:
    every = np.arange(256, dtype=np.uint8).reshape(16, 16)
    assert (g.to_bytes(g.floats(every)) == every).all()
    assert g.to_bytes(np.array([[-3.0, 0.5, 9.0]], np.float32)).tolist() == [[0, 128, 255]]


def test_mixing_vivid_times_and_grey() -> None:
    red, white = g.solid((1.0, 0.0, 0.0), 4, 4), g.solid((1.0, 1.0, 1.0), 4, 4)
    half = np.full((4, 4), 0.5, np.float32)
    assert g.mixed(red, white, half)[0, 0] == pytest.approx([1, 0.5, 0.5], abs=1e-3)
    assert g.times(white, half)[0, 0] == pytest.approx([0.5, 0.5, 0.5])
    assert g.vivid(white, 3.0)[0, 0] == pytest.approx([1, 1, 1], abs=1e-5)
    assert g.vivid(red, 0.0)[0, 0] == pytest.approx([0.299] * 3, abs=1e-5)
    assert g.grey(g.to_bytes(red))[0, 0] == pytest.approx(76 / 255, abs=1e-4)


@pytest.mark.parametrize("sigma", [2.0, 8.0])
def test_blur_keeps_the_whole_and_edges_find_steps(sigma: float) -> None:
    half = np.zeros((64, 64), np.float32)
    half[:, 32:] = 1
    soft = g.blur(half, sigma)
    assert soft.mean() == pytest.approx(0.5, abs=0.01)
    assert 0.3 < soft[32, 31] < 0.7
    lines = g.edges(half)
    assert lines[32, 32] == pytest.approx(1, abs=0.01)
    assert lines[32, 5] == 0


def test_wobbling_moves_all_alike_and_flattening_calms() -> None:
    noisy = np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    one, two = g.wobbled((noisy, noisy), 9, 2.0, np.random.default_rng(3))
    assert (one == two).all()
    assert (one != noisy).any()
    assert g.flattened(noisy).std() < 0.5 * noisy.std()
