"""Imagining before painting: the text encoder learns what a caption looks like, roughly.

Enters: latents with captions. Leaves: kept weights of a text encoder.

The tokenizer fills a prompt up to its full length; the last of the filling become a canvas: a linear map
makes of each one's state a patch of the latents' mean. What a caption says is learned ten times faster so
than by painting (a picture costs 3 ms instead of 18), and every patch asks for its own, where a convolution
would first have to find out where it is. The UNet then finds a sketch of the picture among the words it
attends to; the linear map is thrown away. Growing from the rough to the fine in stages: T. Karras et al.,
"Progressive Growing of GANs", 2018; patches as tokens: K. He et al., "Masked Autoencoders", 2022.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from livevis.lab.painter.captioned import Captioned
from livevis.lab.painter.keep import Kept
from livevis.lab.painter.loop import Task, loop
from livevis.lab.painter.muon import MuonW
from livevis.lab.painter.parts import text_encoder
from livevis.lab.painter.size import Size

CAPTIONS = 3
"""Pictures of a batch for every one of the painter's: imagining is cheap."""


def train(task: Task, batches: Captioned, tokens: Any) -> None:
    """Teach a text encoder for ``task.seconds`` in all, or go on where the kept file left off."""
    import torch

    torch.manual_seed(task.seed)
    text = text_encoder(task.size, tokens)
    alike(text, tokens, batches.synonyms)
    head = torch.nn.Linear(task.size.text_width, task.size.patch**2 * task.size.channels)
    weights = [*text.parameters(), *head.parameters()]
    tables = (text.embeddings.token_embedding.weight, text.embeddings.position_embedding.weight)
    state = Kept(task.kept, {"text": text, "head": head}, MuonW(weights, tables, lr=task.course.imagine_rate))
    if not state.resume():
        task.rank.same_start(weights)
    loop(task, state, _Imagining(text, head, batches, task))


def sketch(states: Any, head: Any, size: Size) -> Any:
    """Latents (n, channels, side, side) that ``head`` sees in a caption's ``states`` (n, tokens, width)."""
    cells, patch = size.latent_side // size.patch, size.patch
    patches = head(states[:, -(cells**2) :])
    parts = patches.view(-1, cells, cells, size.channels, patch, patch).permute(0, 3, 1, 4, 2, 5)
    return parts.reshape(-1, size.channels, size.latent_side, size.latent_side)


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


class _Imagining:
    """The lesson: from words alone, the mean of all latents they may mean."""

    def __init__(self, text: Any, head: Any, batches: Captioned, task: Task) -> None:
        import torch

        self.weights = [*text.parameters(), *head.parameters()]
        self._head, self._batches, self._size = head, batches, task.size
        self._text = torch.compile(text) if task.course.compiled else text
        self._batch = CAPTIONS * task.course.batch

    def loss(self, share: float) -> Any:
        import torch

        latents, ids, weights = self._batches.batch(self._batch)
        with torch.autocast("cpu", torch.bfloat16):
            seen = sketch(self._text(ids).last_hidden_state, self._head, self._size).float()
        return (weights * (seen - latents).square()).mean()

    def after(self, step: int) -> None:
        """Nothing follows."""
