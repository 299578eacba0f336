"""Two levels of the UNet are looked at, and every level is asked where it is."""

from __future__ import annotations

from livevis.lab.painter.parts import unet
from livevis.lab.painter.size import SMOKE
from livevis.lab.painter.watched import Watched, places


def test_every_level_shows_a_whole_picture_and_the_answer_is_the_unets_own() -> None:
    import torch

    torch.manual_seed(1)
    model = unet(SMOKE)
    watched = Watched(model, SMOKE)
    noisy, words = torch.randn(2, 4, 8, 8), torch.randn(2, 5, SMOKE.text_width)
    steps = torch.tensor([999, 259])
    with torch.no_grad():
        v, seen, astray = watched(noisy, steps, words)
        again, more, _ = watched(noisy, steps, words)
        alone = model(noisy, steps, words, return_dict=False)[0]
    assert torch.equal(v, again)
    assert torch.allclose(v, alone, atol=1e-5)
    assert len(seen) == len(more) == 2
    assert all(look.shape == noisy.shape for look in seen)
    assert float(astray) > 0.0


def test_what_is_seen_teaches_the_levels_below() -> None:
    import torch

    model = unet(SMOKE)
    watched = Watched(model, SMOKE)
    _, seen, _ = watched(torch.randn(1, 4, 8, 8), torch.tensor([999]), torch.randn(1, 5, SMOKE.text_width))
    seen[0].square().mean().backward()
    assert watched.patches == [4, 2]
    assert model.up_blocks[0].attentions[-1].proj_out.weight.grad.abs().sum() > 0
    assert model.up_blocks[0].upsamplers[0].conv.weight.grad is None


def test_no_two_cells_have_one_place() -> None:
    for side in (2, 8, 32):
        code = places(side)
        cells = code.flatten(1).T
        apart = (cells[:, None] - cells[None]).square().sum(-1) + 10.0 * cells.new_ones(len(cells)).diag()
        assert float(apart.min()) > 0.1
        assert code.shape[1:] == (side, side)


def test_left_and_right_of_a_pair_are_told_apart() -> None:
    code = places(8)
    parity = [wave for wave in code if float(wave.abs().min()) > 0.99]
    assert len(parity) == 2  # rows, columns
    assert any((wave[:, ::2] * wave[:, 1::2] < 0).all() for wave in parity)
    assert any((wave[::2] * wave[1::2] < 0).all() for wave in parity)


def test_levels_learn_where_they_are() -> None:
    import torch

    torch.manual_seed(1)
    model = unet(SMOKE)
    watched = Watched(model, SMOKE)
    optimiser = torch.optim.AdamW(watched.parameters(), lr=3e-3)
    errors = []
    for _ in range(60):
        noisy, words = torch.randn(4, 4, 8, 8), torch.randn(4, 5, SMOKE.text_width)
        astray = watched(noisy, torch.full((4,), 999), words)[2]
        optimiser.zero_grad()
        astray.backward()
        optimiser.step()
        errors.append(float(astray.detach()))
    assert errors[-1] < 0.5 * errors[0]
