"""On the way between two prompts."""

from __future__ import annotations

import numpy as np

from livevis.lab.painter.between import great_circle, wander
from livevis.paint.walk import slerp


def test_the_way_is_the_one_travelled_on_stage() -> None:
    import torch

    rng = np.random.default_rng(3)
    start, end = rng.standard_normal((2, 5, 12)).astype(np.float32)
    start[0], end[1] = end[0], 3.0 * start[1]  # the same, and one way but longer
    for place in (0.2, 0.5, 0.9):
        mine = great_circle(torch.from_numpy(start), torch.from_numpy(end), torch.tensor(place))
        assert np.allclose(mine.numpy(), slerp(start, end, place), atol=1e-5)


def test_a_share_of_the_words_wanders_and_mostly_not_far() -> None:
    import torch

    torch.manual_seed(1)
    one, other = torch.eye(2).repeat_interleave(400, 0)[:, None].unbind(1)[0].split(400)
    words = torch.cat([one, other])[:, None]  # (800, 1, 2): half of them along each axis
    moved = wander(words, 0.5)
    assert torch.equal(moved[400:], words[400:])
    places = torch.atan2(moved[:400, 0, 1], moved[:400, 0, 0]) / (torch.pi / 2)
    assert 0.28 < float(places.mean()) < 0.38
    assert float(places.max()) > 0.8
    assert torch.allclose(moved[:400].norm(dim=-1), torch.ones(400, 1), atol=1e-5)


def test_too_few_to_share_stay_as_they_are() -> None:
    import torch

    words = torch.randn(3, 2, 4)
    assert wander(words, 0.1) is words
