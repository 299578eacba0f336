"""The careful word picker: from a sung line to a picture's words, with no model at all.

Enters: `Trigger`s (and `SongStart`, for its language). Leaves: one `Prompt` each, at once. Thread:
its stage's own; pure Python, well under a millisecond a line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from livevis.flow.worker import Part
from livevis.messages import Look, Prompt, Scene, SongStart, Trigger, Why
from livevis.prompt.blend import words_of
from livevis.prompt.chunks import Chain, Chunk, Role, Token, read
from livevis.prompt.lexicon import COMPARED, NOUNS, Kind, Lexicon, english
from livevis.prompt.never import Never, never
from livevis.prompt.prompter import Draft, Occasion, addressed
from livevis.prompt.template import Parts, assemble, phrases

_SUBJECTS = 3
_SETTINGS = 3
_MOODS = 3
_WORDS_OF_CUE = 30
_LAST_RESORT = "drifting light"


@dataclass(frozen=True)
class Pick:
    """What a line shows, in three comma-parted texts; all empty if it shows nothing."""

    subject: str = ""
    setting: str = ""
    mood: str = ""


class WordPicker(Part):
    """Prompts from the concrete words of the line, under the scene's theme and style.

    Nouns keep their adjectives and their prepositions ("a paper boat on a black river"); places,
    weather, light and hour follow, then moods; filler and what shows nothing is dropped. A line
    without a picture in it borrows one from a table of echoes ("goodbye": a train leaving an empty
    platform), else leans on mood, theme and title. Deterministic.
    """

    nominal_cost = 0.002

    def __init__(self, language: str = "en", lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or english()
        self._language = language

    def __call__(self, item: Occasion) -> Iterable[Prompt]:
        """One prompt for a trigger; nothing for a song's start, whose language is taken up."""
        if isinstance(item, SongStart):
            self._language = item.language
            return ()
        return (addressed(item, self.draft(item)),)

    def draft(self, trigger: Trigger) -> Draft:
        """The words of the prompt for ``trigger``."""
        scene = trigger.scene
        if trigger.why is Why.CUE:
            return self._of_cue(trigger.text, scene)
        pick = self.pick(trigger.text, scene.look)
        parts = Parts(pick.subject, pick.setting, pick.mood, scene.theme, scene.look.style)
        draft = assemble(parts, scene.look)
        if not draft.subject and not scene.theme:
            title = self.pick(scene.title, scene.look)
            draft = assemble(
                Parts(title.subject, title.setting, title.mood or _LAST_RESORT, "", scene.look.style),
                scene.look,
            )
        return draft if draft.text else Draft(_LAST_RESORT, "")

    def pick(self, text: str, look: Look | None = None) -> Pick:
        """What ``text`` shows; words the look forbids are not even considered."""
        barred = never(look.never if look else ())
        line = _visible(self._in_english(_visible(text, barred)), barred)
        reading = read(line, self._lexicon)
        chains = _different(reading.chains, self._lexicon)
        subjects = [chain for chain in chains if chain.is_subject]
        subject = ", ".join(self._said(chain) for chain in subjects[:_SUBJECTS])
        setting = [self._said(chain) for chain in chains if not chain.is_subject][:_SETTINGS]
        subject = subject or (setting.pop(0) if setting else "")
        subject = subject or self._echo(line, barred) or self._heuristic(line)
        return Pick(subject, ", ".join([*setting, *reading.colours[:2]]), ", ".join(reading.moods[:_MOODS]))

    def _of_cue(self, text: str, scene: Scene) -> Draft:
        """A cue's own prompt is taken as its author wrote it."""
        subject = ", ".join(phrases(text))
        if len(words_of(subject)) > _WORDS_OF_CUE:
            subject = " ".join(subject.split()[:_WORDS_OF_CUE]).rstrip(",")
        theme = scene.theme if scene.theme != text else ""
        draft = assemble(Parts(subject=subject, theme=theme, style=scene.look.style), scene.look)
        return draft if draft.text else Draft(_LAST_RESORT, "")

    def _in_english(self, text: str) -> str:
        """Words of the song's language that the small dictionary knows in English; the rest as sung."""
        table = self._lexicon.translate.get(self._language[:2], {})
        if not table:
            return text
        stop = self._lexicon.stop_elsewhere.get(self._language[:2], frozenset())
        return ", ".join(self._translated(part, table, stop) for part in phrases(text))

    def _translated(self, phrase: str, table: Mapping[str, str], stop: Collection[str]) -> str:
        """``phrase`` word by word; small words part it; an adjective after its noun goes before it."""
        said: list[str] = []
        for word in (_untied(word) for word in words_of(phrase)):
            english_word = table.get(word, word)
            if word in stop and word not in table:
                said.append(".")
            elif said and english_word != word and self._describes(english_word) and self._names(said[-1]):
                said.insert(-1, english_word)
            else:
                said.append(english_word)
        return " ".join(said)

    def _describes(self, word: str) -> bool:
        return self._lexicon.kind(word) in COMPARED

    def _names(self, word: str) -> bool:
        return self._lexicon.kind(word) in NOUNS

    def _said(self, chain: Chain) -> str:
        """A chain in words: describing words in order, an article where English wants one."""
        said = self._phrase(chain.chunks[0])
        for tie, chunk in zip(chain.ties, chain.chunks[1:], strict=True):
            said = f"{said} {tie} {self._phrase(chunk)}"
        return said

    def _phrase(self, chunk: Chunk) -> str:
        words = [self._participle(token) for token in chunk.describing]
        words += [token.word for token in chunk.nouns]
        body = " ".join(dict.fromkeys(words))
        article = self._article(chunk, body)
        return f"{article} {body}" if article else body

    def _participle(self, token: Token) -> str:
        if token.role is Role.ACTION and not token.word.endswith("en"):
            return self._lexicon.participles.get(token.word, token.word)
        return token.word

    def _article(self, chunk: Chunk, body: str) -> str:
        grammar, head = self._lexicon.grammar, chunk.nouns[-1].word
        if head in grammar.unique:
            return "the" if chunk.determiner and len(chunk.nouns) == 1 and not chunk.describing else ""
        if head in grammar.mass or chunk.kind is Kind.MATERIAL or self._lexicon.plural(head):
            return ""
        if chunk.kind is None and not chunk.determiner:
            return ""
        return "an" if body[0] in "aeiou" and not body.startswith(("uni", "euro", "one")) else "a"

    def _echo(self, line: str, barred: Never) -> str:
        """The picture that stands for the first word of ``line`` that has one."""
        for word in words_of(line):
            for form in _plain(word):
                echo = self._lexicon.echoes.get(form, "")
                if echo and not barred.blocks(echo):
                    return echo
        return ""

    def _heuristic(self, line: str) -> str:
        """Up to four long words that are no small ones, for lines the lexicon knows nothing of."""
        grammar, code = self._lexicon.grammar, self._language[:2]
        silent = grammar.stop | grammar.filler | grammar.subject | grammar.link | grammar.preposition
        silent |= grammar.determiner | self._lexicon.stop_elsewhere.get(code, frozenset())
        words = [
            word
            for word in words_of(line)
            if len(word) >= 5 and word not in silent and self._lexicon.kind(word) is None and "'" not in word
        ]
        long = [
            word for word in dict.fromkeys(words) if not (code == "en" and word.endswith(("ly", "ing", "ed")))
        ]
        return " ".join(long[:4])


def _visible(text: str, barred: Never) -> str:
    """``text`` with a full stop in place of forbidden words, so that no phrase spans the hole."""
    if not barred:
        return text
    return " . ".join(part for part in (barred.without(phrase) for phrase in phrases(text)) if part)


def _different(chains: Iterable[Chain], lexicon: Lexicon) -> list[Chain]:
    """Chains whose nouns have not all been seen; a later, richer naming of one thing replaces the poorer."""
    kept: list[Chain] = []
    for chain in chains:
        heads = _heads(chain, lexicon)
        same = next((i for i, other in enumerate(kept) if heads & _heads(other, lexicon)), None)
        if same is None:
            kept.append(chain)
        elif _weight(chain) > _weight(kept[same]) and heads >= _heads(kept[same], lexicon):
            kept[same] = chain
        elif not heads <= _heads(kept[same], lexicon):
            fresh = [
                c for c in chain.chunks if lexicon.basic(c.nouns[-1].word) not in _heads(kept[same], lexicon)
            ]
            kept.extend(Chain([chunk]) for chunk in fresh)
    return kept


def _heads(chain: Chain, lexicon: Lexicon) -> set[str]:
    return {lexicon.basic(chunk.nouns[-1].word) for chunk in chain.chunks}


def _weight(chain: Chain) -> int:
    return sum(len(chunk.nouns) + len(chunk.describing) for chunk in chain.chunks)


def _untied(word: str) -> str:
    """A French or Italian word without its elided article: "l'eau" is "eau"."""
    head, mark, tail = word.partition("'")
    return tail if mark and len(head) <= 4 and len(tail) > 2 else word


def _plain(word: str) -> Iterator[str]:
    """Forms under which an unpaintable word may stand in the table of echoes."""
    yield word
    for ending in ("s", "d", "ed", "ing", "er"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word[: -len(ending)]
            yield word[: -len(ending)] + "e"
    if word.endswith("ies"):
        yield word[:-3] + "y"
