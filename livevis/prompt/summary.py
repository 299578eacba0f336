"""The summarising prompter: T5 condenses the new lines, and never delays a picture.

Enters: `Trigger`s (and `SongStart`). Leaves: `Prompt`s; for one wanted NOW the word picker's at
once, then, if T5 had something better to say, a refined one ("b"); for one wanted AHEAD the better
of the two. Thread: its stage's own; torch and transformers are imported when it is entered.

Only the trigger's own lines are condensed, never the song so far: a summariser of accumulated text
favours its first sentences and says the same for every line (transformers issue 16830). The running
theme is joined on by the template.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any

from livevis.errors import LivevisError
from livevis.flow.worker import Part
from livevis.messages import Prompt, SongStart, Trigger, Urgency, Why
from livevis.prompt.blend import similarity, words_of
from livevis.prompt.picker import WordPicker
from livevis.prompt.prompter import Draft, Occasion, addressed
from livevis.prompt.template import SMALL, Parts, assemble
from livevis.units import Seconds

TOO_ALIKE = 0.8
"""Beyond this similarity two texts say the same."""
SUMMARISED = "en"
"""The language summaries were taught in, T5's own and ours; of others the picker says what it knows."""
_READ_TOKENS = 256
_GREEDY = {"min_length": 0, "num_beams": 1, "do_sample": False}
_USUAL = {"max_new_tokens": 24, "no_repeat_ngram_size": 3, "repetition_penalty": 1.3}
"""How T5 generates, unless its folder's generation_config.json says otherwise: one that spells rare words in
small pieces needs more of them, and its letters may well repeat."""
_WORDS = 18


class T5Prompter(Part):
    """Prompts condensed by a T5 from a folder on this machine, over a `WordPicker`.

    Args:
        folder: a T5 folder (safetensors), google-t5/t5-small say.
        language: of the first song; each `SongStart` brings its own.
        device: where T5 runs; the processor by default, the GPU being the painter's.
        cost: declared seconds an item, for virtual time.

    A summary is turned down, and the picker's prompt kept, where it says what the last one said,
    says only the line again, stutters, or shows nothing. The verdict on a line is kept, so a
    refrain returns with the prompt it had. ``notes`` tells of failures while generating.
    """

    def __init__(self, folder: Path, language: str = "en", device: str = "cpu", cost: Seconds = 0.3) -> None:
        self.nominal_cost = cost
        self.notes: tuple[str, ...] = ()
        self._folder = folder
        self._device = device
        self._picker = WordPicker(language)
        self._language = language
        self._verdicts: dict[str, str] = {}
        self._last = ""

    def __enter__(self) -> T5Prompter:
        """Loads T5 and says one word to warm it up.

        Raises:
            ModelFault: the folder is missing, incomplete or damaged.
        """
        from livevis.prompt.summary_load import load

        self._tokenizer, self._model = load(self._folder, self._device)
        own = self._model.generation_config
        asked = {name: getattr(own, name, None) for name in _USUAL}
        self._settings = {
            name: usual if asked[name] is None else asked[name] for name, usual in _USUAL.items()
        }
        self._generate("light")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._tokenizer = self._model = None

    def __call__(self, item: Occasion) -> Iterator[Prompt]:
        """One prompt, or two; see the door-plate. Nothing for a song's start."""
        if isinstance(item, SongStart):
            self._language = item.language
            yield from self._picker(item)
            return
        picked = self._picker.draft(item)
        if item.urgency is Urgency.AHEAD:
            yield addressed(item, self._refined(item) or picked)
            return
        yield addressed(item, picked)
        refined = self._refined(item)
        if refined and similarity(refined.subject, picked.subject, SMALL) <= TOO_ALIKE:
            yield addressed(item, refined, "b")

    def reset(self) -> None:
        """A new song: old lines and their summaries are forgotten."""
        self._verdicts.clear()
        self._last = ""

    def condense(self, text: str) -> str:
        """What T5 makes of ``text``, as a phrase of a prompt; "" if nothing. Only once entered.

        Raises:
            RuntimeError, ValueError, IndexError: the model failed on it.
        """
        return tidy(self._generate(text))

    def _refined(self, trigger: Trigger) -> Draft | None:
        """The prompt T5 makes of the trigger's lines, or None where the picker's is better."""
        line = " ".join(words_of(trigger.text))
        if trigger.why is Why.CUE or not line or not self._language.startswith(SUMMARISED):
            return None
        if line not in self._verdicts:
            self._verdicts[line] = self._summary(trigger.text, line)
        summary = self._verdicts[line]
        if not summary:
            return None
        pick = self._picker.pick(trigger.text, trigger.scene.look)
        parts = Parts(summary, pick.setting, pick.mood, trigger.scene.theme, trigger.scene.look.style)
        draft = assemble(parts, trigger.scene.look)
        return draft if draft.subject else None

    def _summary(self, text: str, line: str) -> str:
        """A summary worth painting, or ""."""
        try:
            summary = self.condense(text)
        except (RuntimeError, ValueError, IndexError) as error:
            # a model that fails on a line is no reason to lose the line: the picker has spoken already
            if isinstance(error, LivevisError):
                raise
            self.notes = (*self.notes[-9:], f"T5 failed on {line!r}: {error}")
            return ""
        worthless = stutters(summary) or len(set(words_of(summary)) - SMALL) < 2
        if (
            worthless
            or similarity(summary, line, SMALL) > 0.95
            or similarity(summary, self._last, SMALL) > TOO_ALIKE
        ):
            return ""
        self._last = summary
        return summary

    def _generate(self, text: str) -> str:
        """T5's words on ``text``: greedy, so the same words every time.

        "summarize: " is the task prefix T5 was trained with (Raffel et al. 2020, section 2.4); no
        minimum length, which makes it invent; no three pieces twice and a penalty on repeats, unless the
        model's own configuration asks for something else.
        """
        import torch

        said: Any = self._tokenizer(
            f"summarize: {' '.join(text.split())}",
            return_tensors="pt",
            truncation=True,
            max_length=_READ_TOKENS,
        ).to(self._device)
        with torch.inference_mode():
            answer = self._model.generate(
                input_ids=said["input_ids"],
                attention_mask=said["attention_mask"],
                **_GREEDY,
                **self._settings,
            )
        return str(self._tokenizer.decode(answer[0], skip_special_tokens=True))


def tidy(summary: str) -> str:
    """A summary as a phrase of a prompt: no task prefix, no full stops, no tail cut off in mid-phrase."""
    text = " ".join(summary.replace("summarize:", " ").split())
    for mark in '.!?;:"“”':
        text = text.replace(mark, ",")
    kept = [" ".join(piece.split()) for piece in text.split(",") if words_of(piece)]
    words = ", ".join(kept).split()[:_WORDS]
    while words and words[-1].strip(",").lower() in SMALL:
        words.pop()
    return " ".join(words).strip(" ,'-")


def stutters(text: str) -> bool:
    """True if a word stands three times, or twice in a row: the mark of a model in a loop."""
    words = words_of(text)
    return any(words.count(word) > 2 for word in words if word not in SMALL) or any(
        one == other for one, other in pairwise(words)
    )
