"""The judge's network: shapes, size, and the order of pixels."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from livevis.lab.judge.answers import Answers
from livevis.lab.judge.net import JudgeNet, prepared

from .pupils import ANSWERS, SIDE


def test_three_answers_for_each_picture() -> None:
    net = JudgeNet(ANSWERS).eval()
    pictures = np.zeros((2, SIDE, SIDE, 3), np.uint8)
    subjects, places, looks = net(prepared(pictures))
    assert (subjects.shape, places.shape, looks.shape) == ((2, 3), (2, 2), (2, 2))


def test_pictures_come_in_channels_first_and_within_one() -> None:
    packed = np.zeros((1, 2, 2, 3), np.uint8)
    packed[0, 0, 1] = (255, 0, 128)
    told = prepared(packed)
    assert told.shape == (1, 3, 2, 2)
    assert told[0, :, 0, 1].tolist() == pytest.approx([1.0, -1.0, 128 / 127.5 - 1.0], abs=1e-6)


def test_a_judge_of_the_second_landing_fits_into_a_megabyte() -> None:
    names = tuple(map(str, range(150)))
    net = JudgeNet(Answers(names, names[:14], names[:7]))
    assert sum(weights.numel() for weights in net.parameters()) * 2 < 1_000_000
    assert all(weights.dtype == torch.float32 for weights in net.parameters())
