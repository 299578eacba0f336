"""Training the UNet: a picture from words and noise, in one to four steps.

Enters: latents with captions, a text encoder that has learned to read them and stays as it is. Leaves:
kept weights and their moving average.

The UNet answers with v (see `parts`); mean squared error of v, at the few steps where the sampler asks, and
what lies on a subject counts more. A scene follows from its caption (see `packed`), so the mean that least
squares finds at pure noise is the picture itself, not a blur of many: what consistency models are trained
for, one answer all along the way to it (Y. Song et al., "Consistency Models", 2023), needs no teacher and no
distillation here. More steps add new noise and take it away again: their multistep sampling, algorithm 1,
as diffusers' LCMScheduler does it. What the later steps are given is then not a picture but the painter's
own first answer; so, towards the end, they learn from that: what is wrong with it is to be put right, not
believed (S. Ross et al., "A Reduction of Imitation Learning to No-Regret Online Learning", 2011).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from livevis.lab.painter.between import wander
from livevis.lab.painter.captioned import Captioned
from livevis.lab.painter.keep import Kept, follow, weights_of
from livevis.lab.painter.loop import Task, loop
from livevis.lab.painter.muon import MuonW
from livevis.lab.painter.parts import signal, text_encoder, unet
from livevis.lab.painter.size import Course, Size

DECAY = 0.998
STEPS = 1000
VISITED = (999, 759, 499, 259)
SHARES = (0.88, 0.04, 0.04, 0.04)
LATE = 0.84
LATE_SHARES = (0.4, 0.2, 0.2, 0.2)
"""Where the sampler asks, of 1, 2 or 4 steps, and how often each is learned at; from the share `LATE` of the
time on, the later ones more often, and every second picture from the painter's own first answer."""
ORIENTED = 0.3
"""What knowing its place counts for beside the picture (see `watched`)."""


class Pair:
    """Text encoder and UNet: what a prompt is to them."""

    def __init__(self, size: Size, tokens: Any) -> None:
        self.text = text_encoder(size, tokens)
        self.unet = unet(size)

    def words(self, ids: Any) -> Any:
        """Hidden states (n, tokens, width) of token ids."""
        return self.text(ids)[0]

    def v(self, noisy: Any, steps: Any, words: Any) -> Any:
        """v, float32, of noisy latents at ``steps`` (int64 (n,))."""
        import torch

        with torch.autocast("cpu", torch.bfloat16):
            return self.unet(noisy, steps, words, return_dict=False)[0].float()


def train(task: Task, batches: Captioned, tokens: Any, read: Path) -> None:
    """Learn for ``task.seconds`` in all, or go on; ``read``: what `reading` kept."""
    import torch

    from livevis.lab.painter.watched import Watched

    torch.manual_seed(task.seed)
    pair, shadow = Pair(task.size, tokens), unet(task.size)
    weights_of(read, "text", pair.text).requires_grad_(False)
    watched = Watched(pair.unet, task.size)
    models = {"unet": pair.unet, "unet_ema": shadow, "looks": watched.looks, "guides": watched.guides}
    optimiser = MuonW(watched.parameters(), (), lr=task.course.rate, rank=task.rank)
    state = Kept(task.kept, models, optimiser)
    if not state.resume():
        task.rank.same_start(watched.parameters())
        shadow.load_state_dict(pair.unet.state_dict())
    loop(task, state, _Denoising(pair, watched, shadow, (batches, task.course)))


def noised(latents: Any, steps: Any, noise: Any) -> tuple[Any, Any, Any]:
    """(noisy latents, signal, noise share) at ``steps``; the last two shaped (n, 1, 1, 1)."""
    kept = signal()[steps].view(-1, 1, 1, 1)
    lost = (1.0 - kept * kept).sqrt()
    return kept * latents + lost * noise, kept, lost


def drawn_steps(count: int, shares: tuple[float, ...] = SHARES) -> Any:
    """Steps to learn at: those at which the sampler asks, of 1, 2 or 4; most of all at pure noise."""
    import torch

    return torch.tensor(VISITED)[torch.multinomial(torch.tensor(shares), count, replacement=True)]


def wanted_v(noisy: Any, latents: Any, kept: Any, lost: Any) -> Any:
    """The v from which a sampler finds ``latents`` in ``noisy``, whatever was noised."""
    return (kept * noisy - latents) / lost


class _Denoising:
    """The lesson: tell noise from picture, with the caption's help."""

    def __init__(self, pair: Pair, watched: Any, shadow: Any, given: tuple[Captioned, Course]) -> None:
        import torch

        self.weights = list(watched.parameters())
        self._pair, self._shadow = pair, shadow
        self._batches, course = given
        self._batch = course.batch
        # Compiled, a step takes a quarter less time; the first one takes a minute.
        self._watched = torch.compile(watched) if course.compiled else watched

    def loss(self, share: float) -> Any:
        import torch

        latents, ids, weights = self._batches.batch(self._batch)
        late = share >= LATE
        steps = drawn_steps(len(latents), LATE_SHARES if late else SHARES)
        with torch.autocast("cpu", torch.bfloat16), torch.no_grad():
            words = wander(self._pair.words(ids))
        given = self._own(latents, words) if late else latents
        noisy, kept, lost = noised(given, steps, torch.randn_like(latents))
        with torch.autocast("cpu", torch.bfloat16):
            v, seen, astray = self._watched(noisy, steps, words)
        missed = v.float() - wanted_v(noisy, latents, kept, lost)
        unseen = torch.stack([look.float() - latents for look in seen]).square().mean(0)
        return (weights * (missed.square() + unseen)).mean() + ORIENTED * astray

    def _own(self, latents: Any, words: Any) -> Any:
        """``latents``, every second picture of them as the painter would have it at one step."""
        import torch

        mine = latents.clone()
        noise = torch.randn_like(latents[::2])
        with torch.no_grad():
            steps = torch.full((len(noise),), VISITED[0])
            mine[::2] = -self._pair.v(noise, steps, words[::2])
        return mine

    def after(self, step: int) -> None:
        decay = min(DECAY, (1 + step) / (10 + step))
        follow(self._shadow, self._pair.unet, decay)
