"""Training text encoder and UNet together, from nothing: the many-step teacher.

Enters: latents with captions. Leaves: kept weights and their moving average.

The UNet answers with v (see `parts`); mean squared error of v, at the few steps where the sampler asks.

At pure noise the picture is to follow from the words and the noise alone, or one step could only paint the
mean of all pictures. So noise and picture are not drawn independently there: signs in the noise say in
which layout the scene is drawn. Training on a deterministic coupling makes one step of a flow enough (X.
Liu et al., "Flow Straight and Fast: Learning to Generate and Transfer Data with Rectified Flow", 2023,
section 3); the coupling there comes from a trained model, ours from the renderer. Further steps add new
noise and take it away again: multistep consistency sampling (Y. Song et al., "Consistency Models", 2023,
algorithm 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from livevis.lab.painter.captioned import Captioned
from livevis.lab.painter.keep import Kept, follow
from livevis.lab.painter.loop import Task, loop
from livevis.lab.painter.muon import MuonW
from livevis.lab.painter.parts import signal, text_encoder, unet
from livevis.lab.painter.ranks import Rank
from livevis.lab.painter.size import Size

DECAY = 0.9985
STEPS = 1000
VISITED = (999, 759, 499, 259)
SHARES = (0.55, 0.15, 0.15, 0.15)


class Pair:
    """Text encoder and UNet: what a prompt is to them."""

    def __init__(self, size: Size, tokens: Any) -> None:
        self.text = text_encoder(size, tokens)
        self.unet = unet(size)

    def weights(self) -> list[Any]:
        """Every parameter of both."""
        return [*self.text.parameters(), *self.unet.parameters()]

    def words(self, ids: Any) -> Any:
        """Hidden states (n, tokens, width) of token ids."""
        return self.text(ids)[0]

    def v(self, noisy: Any, steps: Any, words: Any) -> Any:
        """v, float32, of noisy latents at ``steps`` (int64 (n,))."""
        import torch

        with torch.autocast("cpu", torch.bfloat16):
            return self.unet(noisy, steps, words, return_dict=False)[0].float()


def train(task: Task, batches: Captioned, tokens: Any) -> None:
    """Learn for ``task.seconds`` in all, or go on where the kept file left off."""
    import torch

    torch.manual_seed(task.seed)
    pair, shadow = Pair(task.size, tokens), Pair(task.size, tokens)
    alike(pair.text, tokens, batches.synonyms)
    optimiser = MuonW(pair.weights(), pair.text.embeddings.parameters(), lr=task.course.rate)
    models = {"text": pair.text, "unet": pair.unet, "text_ema": shadow.text, "unet_ema": shadow.unet}
    state = Kept(task.kept, models, optimiser)
    if not state.resume():
        _same_start(task.rank, pair)
        shadow.text.load_state_dict(pair.text.state_dict())
        shadow.unet.load_state_dict(pair.unet.state_dict())
    loop(task, state, _Denoising(pair, shadow, batches, task.course.batch))


def noised(latents: Any, steps: Any, noise: Any) -> tuple[Any, Any, Any]:
    """(noisy latents, signal, noise share) at ``steps``; the last two shaped (n, 1, 1, 1)."""
    kept = signal()[steps].view(-1, 1, 1, 1)
    lost = (1.0 - kept * kept).sqrt()
    return kept * latents + lost * noise, kept, lost


def drawn_steps(count: int) -> Any:
    """Steps to learn at: those at which the sampler asks, of 1, 2 or 4; half of all at pure noise."""
    import torch

    return torch.tensor(VISITED)[torch.multinomial(torch.tensor(SHARES), count, replacement=True)]


def coupled(noise: Any, layouts: Any) -> Any:
    """``noise`` (n, channels, side, side), turned so that it asks for ``layouts`` (int64 (n,)).

    Each bit of a layout's number is the sign of one channel's mean. Where it is wrong, that component is
    mirrored: what was normal noise stays normal noise.
    """
    import torch

    pattern = patterns(noise.shape[1:])
    amounts = _amounts(noise)
    bits = (layouts[:, None] >> torch.arange(len(pattern))) & 1
    wanted = amounts.abs() * (2.0 * bits - 1.0)
    return noise + torch.einsum("nb,bcij->ncij", wanted - amounts, pattern)


def asked_by(noise: Any) -> Any:
    """The layout each of ``noise`` (n, channels, side, side) asks for: int64 (n,), 0..7."""
    import torch

    bits = (_amounts(noise) > 0).long()
    return (bits << torch.arange(bits.shape[1])).sum(1)


def _amounts(noise: Any) -> Any:
    import torch

    return torch.einsum("ncij,bcij->nb", noise, patterns(noise.shape[1:]))


def patterns(shape: tuple[int, ...]) -> Any:
    """Three orthonormal patterns (3, channels, side, side), a channel's mean each: seen from everywhere."""
    import torch

    made = torch.zeros(3, *shape)
    for bit in range(3):
        made[bit, bit] = 1.0
    return made / made.flatten(1).norm(dim=1).view(-1, 1, 1, 1)


def alike(text: Any, tokens: Any, synonyms: Iterable[Sequence[str]]) -> None:
    """Begins the embeddings of words that show the same thing close together, and places almost at nought.

    Otherwise every word of a thing, and every place it may stand at, would have to be learned by itself.
    """
    import torch

    words, places = text.embeddings.token_embedding, text.embeddings.position_embedding
    with torch.no_grad():
        for group in synonyms:
            pieces = [tokens(word, add_special_tokens=False).input_ids for word in group]
            single = sorted({ids[0] for ids in pieces if len(ids) == 1})
            if len(single) > 1:
                own = words.weight[single]
                words.weight[single] = own[:1] + 0.1 * own
        places.weight.mul_(0.1)


class _Denoising:
    """The lesson: tell noise from picture, with the caption's help."""

    def __init__(self, pair: Pair, shadow: Pair, batches: Captioned, batch: int) -> None:
        self.weights = pair.weights()
        self._pair, self._shadow, self._batches, self._batch = pair, shadow, batches, batch

    def loss(self, share: float) -> Any:
        import torch

        latents, ids, layouts = self._batches.batch(self._batch)
        steps = drawn_steps(len(latents))
        noise = torch.randn_like(latents)
        noise = torch.where((steps == STEPS - 1).view(-1, 1, 1, 1), coupled(noise, layouts), noise)
        noisy, kept, lost = noised(latents, steps, noise)
        with torch.autocast("cpu", torch.bfloat16):
            words = self._pair.words(ids)
        return (self._pair.v(noisy, steps, words) - (kept * noise - lost * latents)).square().mean()

    def after(self, step: int) -> None:
        decay = min(DECAY, (1 + step) / (10 + step))
        follow(self._shadow.text, self._pair.text, decay)
        follow(self._shadow.unet, self._pair.unet, decay)


def _same_start(rank: Rank, pair: Pair) -> None:
    """All ranks begin with the first one's weights."""
    if rank.count == 1:
        return
    import torch.distributed as ranks

    for weight in pair.weights():
        ranks.broadcast(weight.data, 0)
