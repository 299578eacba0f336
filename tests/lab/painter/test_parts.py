"""The painter's models before training: within their budget, in the classes a folder names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from livevis.lab.painter import parts
from livevis.lab.painter.size import POCKET
from livevis.lab.pocket.vocabulary import vocabulary


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return parts.tokenizer(tmp_path_factory.mktemp("tokens"), vocabulary().words(), POCKET)


def count(model: Any) -> int:
    return sum(weight.numel() for weight in model.parameters())


def test_the_budgets_are_kept(tokens: Any) -> None:
    assert count(parts.unet(POCKET)) <= 5_500_000
    assert count(parts.autoencoder(POCKET)) <= 600_000
    assert count(parts.text_encoder(POCKET, tokens)) <= 1_500_000


def test_words_of_the_vocabulary_are_whole_and_others_are_spelt(tokens: Any, tmp_path: Path) -> None:
    from transformers import CLIPTokenizer

    tokens.save_pretrained(tmp_path)
    again = CLIPTokenizer.from_pretrained(tmp_path)
    pieces = again.convert_ids_to_tokens(again("A lantern, the harbor").input_ids)
    assert pieces[1:-1] == ["a</w>", "lantern</w>", ",</w>", "the</w>", "harbor</w>"]
    strange = again.convert_ids_to_tokens(again("xylquz").input_ids)[1:-1]
    assert "".join(strange) == "xylquz</w>"
    assert again.model_max_length == POCKET.tokens


def test_the_sampler_begins_at_pure_noise() -> None:
    signal = parts.signal()
    assert len(signal) == 1000
    assert float(signal[999]) == pytest.approx(0.0, abs=1e-6)
    assert bool((signal[1:] <= signal[:-1]).all())
    scheduler = parts.scheduler()
    scheduler.set_timesteps(4)
    assert scheduler.timesteps.tolist() == [999, 759, 499, 259]


def test_latents_are_eight_times_smaller() -> None:
    import torch

    coder = parts.autoencoder(POCKET)
    with torch.inference_mode():
        latents = coder.encode(torch.zeros(1, 3, 64, 64)).latents
        assert latents.shape == (1, POCKET.channels, 8, 8)
        assert coder.decode(latents).sample.shape == (1, 3, 64, 64)
