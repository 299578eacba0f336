"""Every level of the UNet's way up is looked at."""

from __future__ import annotations

from livevis.lab.painter.parts import unet
from livevis.lab.painter.size import SMOKE
from livevis.lab.painter.watched import Watched


def test_every_level_shows_a_whole_picture_and_the_answer_is_the_unets_own() -> None:
    import torch

    torch.manual_seed(1)
    model = unet(SMOKE)
    watched = Watched(model, SMOKE)
    noisy, words = torch.randn(2, 4, 8, 8), torch.randn(2, 5, SMOKE.text_width)
    steps = torch.tensor([999, 259])
    with torch.no_grad():
        v, seen = watched(noisy, steps, words)
        again, more = watched(noisy, steps, words)
        alone = model(noisy, steps, words, return_dict=False)[0]
    assert torch.equal(v, again)
    assert torch.allclose(v, alone, atol=1e-5)
    assert len(seen) == len(more) == len(SMOKE.unet)
    assert all(look.shape == noisy.shape for look in seen)


def test_what_is_seen_teaches_the_levels_below() -> None:
    import torch

    model = unet(SMOKE)
    watched = Watched(model, SMOKE)
    _, seen = watched(torch.randn(1, 4, 8, 8), torch.tensor([999]), torch.randn(1, 5, SMOKE.text_width))
    seen[0].square().mean().backward()
    assert model.mid_block.resnets[-1].conv2.weight.grad.abs().sum() > 0
    assert model.up_blocks[0].resnets[0].conv1.weight.grad is None


def test_it_is_looked_at_before_the_upsampling() -> None:
    import torch

    model = unet(SMOKE)
    watched = Watched(model, SMOKE)
    _, seen = watched(torch.randn(1, 4, 8, 8), torch.tensor([999]), torch.randn(1, 5, SMOKE.text_width))
    seen[-1].square().mean().backward()
    assert watched.patches == [8, 8, 4, 2]
    assert model.up_blocks[1].attentions[-1].proj_out.weight.grad.abs().sum() > 0
    assert model.up_blocks[2].upsamplers[0].conv.weight.grad is None
