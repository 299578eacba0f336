"""Reading before painting: the text encoder learns to say what a caption asks for.

Enters: scenes with captions. Leaves: kept weights of a text encoder.

The tokenizer fills a prompt up to its full length; the last of the filling become notes: linear maps read off
them, one question each, which subject comes first, how many, how large, what colour, which place, hour,
weather, look, tones. A caption costs a core 5 ms where a picture costs 45, and a right answer teaches more
than a pixel: what a text says is known in minutes. The UNet then finds the answers, each at a place of
its own, among the words it attends to; the linear maps are thrown away. Solving a supervised task first:
Y. Bengio et al., "Curriculum Learning", 2009; learnt tokens that gather what is asked for: X. Li, P. Liang,
"Prefix-Tuning", 2021.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from livevis.lab.painter.captioned import Telling
from livevis.lab.painter.keep import Kept
from livevis.lab.painter.loop import Task, loop
from livevis.lab.painter.muon import MuonW
from livevis.lab.painter.parts import text_encoder
from livevis.lab.pocket.plan import Scene
from livevis.lab.pocket.vocabulary import Vocabulary
from livevis.prompt.template import COLOURS

CAPTIONS = 3
"""Captions of a batch for every one of the painter's pictures: reading is cheap."""
_NOT_ASKED = -100
_MOST = 4
_SIZES = ("", "small", "big")
_CASTS = 2
_TONES = 3


@dataclass(frozen=True)
class Question:
    """One thing asked of every caption: ``answers`` there are, and the note (0 .. 15) it is read off."""

    name: str
    answers: int
    note: int


class Questionnaire:
    """What is asked of a caption over ``known``, and the right answers for a scene."""

    def __init__(self, known: Vocabulary) -> None:
        self._subjects = ["", *(one.name for one in known.subjects)]
        self._tints = ["", *known.tints]
        self._places = ["", *(one.name for one in known.places)]
        self._hours = ["", *(one.name for one in known.hours)]
        self._weathers = [one.name for one in known.weathers]
        self._looks = ["", *(one.name for one in known.looks)]
        self._tones = ["", *COLOURS]
        asked: list[tuple[str, int, int]] = []
        for cast in range(_CASTS):
            asked += [
                (f"subject {cast + 1}", len(self._subjects), 3 * cast),
                (f"count {cast + 1}", _MOST, 3 * cast + 1),
                (f"size {cast + 1}", len(_SIZES), 3 * cast + 1),
                (f"tint {cast + 1}", len(self._tints), 3 * cast + 2),
            ]
        parts = (self._places, self._hours, self._weathers, self._looks)
        for name, names in zip(("place", "hour", "weather", "look"), parts, strict=True):
            asked.append((name, len(names), asked[-1][2] + 1))
        asked += [(f"tone {tone + 1}", len(self._tones), asked[-1][2] + 1 + tone) for tone in range(_TONES)]
        self.questions = tuple(Question(*one) for one in asked)

    @property
    def notes(self) -> int:
        """How many notes there are."""
        return max(one.note for one in self.questions) + 1

    def answers(self, scene: Scene) -> list[int]:
        """A number for every question; below 0 where there is nothing to be asked."""
        said: list[int] = []
        for number in range(_CASTS):
            if number >= len(scene.casts):
                said += [0, _NOT_ASKED, _NOT_ASKED, _NOT_ASKED]
                continue
            cast = scene.casts[number]
            said += [
                self._subjects.index(cast.subject.name),
                cast.count - 1,
                _SIZES.index(cast.size),
                self._tints.index(cast.tint),
            ]
        said += [self._places.index(scene.place), self._hours.index(scene.hour)]
        said += [self._weathers.index(scene.weather), self._looks.index(scene.look)]
        tones = [*scene.tones, *[""] * _TONES][:_TONES]
        return said + [self._tones.index(tone) for tone in tones]


def train(task: Task, telling: Telling, tokens: Any) -> None:
    """Teach a text encoder for ``task.seconds`` in all, or go on where the kept file left off."""
    import torch

    torch.manual_seed(task.seed)
    text = text_encoder(task.size, tokens)
    alike(text, tokens, telling.synonyms)
    asked = Questionnaire(telling.vocabulary)
    width = task.size.text_width
    heads = torch.nn.ModuleList(torch.nn.Linear(width, one.answers) for one in asked.questions)
    weights = [*text.parameters(), *heads.parameters()]
    tables = (text.embeddings.token_embedding.weight, text.embeddings.position_embedding.weight)
    optimiser = MuonW(weights, tables, lr=task.course.reading_rate, rank=task.rank)
    state = Kept(task.kept, {"text": text, "heads": heads}, optimiser)
    if not state.resume():
        task.rank.same_start(weights)
    loop(task, state, _Reading(text, heads, (telling, asked), task))


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


class _Reading:
    """The lesson: the right answer to every question, from the words alone."""

    def __init__(self, text: Any, heads: Any, given: tuple[Telling, Questionnaire], task: Task) -> None:
        import torch

        self.weights = [*text.parameters(), *heads.parameters()]
        self._heads, self._size = heads, task.size
        self._telling, self._asked = given
        self._text = torch.compile(text) if task.course.compiled else text
        self._batch = CAPTIONS * task.course.batch

    def loss(self, share: float) -> Any:
        import torch
        from torch.nn.functional import cross_entropy

        scenes, ids = self._telling.scenes(self._batch)
        right = torch.tensor([self._asked.answers(scene) for scene in scenes])
        with torch.autocast("cpu", torch.bfloat16):
            states = self._text(ids).last_hidden_state
            first = states.shape[1] - self._asked.notes
            said = [
                head(states[:, first + one.note])
                for head, one in zip(self._heads, self._asked.questions, strict=True)
            ]
        losses = []
        for number, logits in enumerate(said):
            wanted = right[:, number]
            if bool((wanted >= 0).any()):
                losses.append(cross_entropy(logits.float(), wanted, ignore_index=_NOT_ASKED))
        return torch.stack(losses).sum()

    def after(self, step: int) -> None:
        """Nothing follows."""
