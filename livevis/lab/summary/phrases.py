"""The parts of a training line: noun phrases, phrases of place, doings; each as sung and as seen.

Enters: a `Vocabulary` and a seeded generator. Leaves: `Part`s. Pure; any thread.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from livevis.lab.summary.forms import Verb, plural
from livevis.lab.summary.vocabulary import Vocabulary

ARTICLE = "@a"
"""Stands for "a" or "an" until the word behind it is known."""


@dataclass(frozen=True)
class Word:
    """One word; those with the same ``tie`` (not 0) on both sides are one word, however it is misheard."""

    text: str
    tie: int = 0


@dataclass(frozen=True)
class Part:
    """A piece of a line as ``heard`` and as ``said`` in the summary.

    ``terse`` says it with less, ``bare`` only names what is there, with no article.
    """

    heard: tuple[Word, ...]
    said: tuple[Word, ...] = ()
    terse: tuple[Word, ...] = ()
    bare: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Thing(Part):
    """A noun phrase: ``noun`` alone, its ``adjectives``, and whether it takes an article."""

    noun: tuple[Word, ...] = ()
    adjectives: tuple[Word, ...] = ()
    article: str = ""

    def with_adjectives(self, words: tuple[Word, ...], terse: bool) -> tuple[Word, ...]:
        """The phrase as said, with ``words`` before its own adjectives."""
        article = ARTICLE if self.article in (ARTICLE, "the") and self.article else ""
        inner = (*words, *(() if terse else self.adjectives), *self.noun)
        return (Word(article), *inner) if article == ARTICLE and self.article == ARTICLE else inner


def plain(text: str) -> tuple[Word, ...]:
    """``text`` as untied words."""
    return tuple(Word(word) for word in text.split())


@dataclass
class Speaker:
    """Draws parts from ``words`` by ``rng``; counts the ties it has given."""

    words: Vocabulary
    rng: random.Random
    odd: float = 0.45
    ties: int = field(default=0)

    def tied(self, text: str) -> tuple[Word, ...]:
        """``text`` as words that are the same on both sides."""
        made = []
        for word in text.split():
            self.ties += 1
            made.append(Word(word, self.ties))
        return tuple(made)

    def stranger(self) -> str:
        """A noun of no known meaning."""
        if self.words.strangers and self.rng.random() < 0.6:
            return self.rng.choice(self.words.strangers)
        return self.words.invented(self.rng)

    def thing(self, place: bool = False) -> Thing:
        """A noun phrase; a ``place`` leans to places."""
        rng, roll = self.rng, self.rng.random()
        if roll < self.odd:
            name, sort = self.stranger(), "count"
            if not place and rng.random() < 0.12:
                sort = "mass"
        elif roll > 0.9:
            name = rng.choice(self.words.doubles)
            sort = self._sort(name)
        elif place and roll < 0.9:
            name, sort = rng.choice(self.words.places), "count"
        elif roll > 0.86:
            name, sort = rng.choice(self.words.uniques), "unique"
        elif roll > 0.79:
            name, sort = rng.choice(self.words.masses), "mass"
        elif roll > 0.72:
            name = rng.choice(self.words.weathers)
            sort = self._sort(name)
        else:
            name, sort = rng.choice(self.words.things), "count"
        return self._phrase(name, sort, many=rng.random() < (0.15 if place else 0.38))

    def _sort(self, name: str) -> str:
        if name in self.words.uniques:
            return "unique"
        return "mass" if name in self.words.masses else "count"

    def material(self) -> Part:
        """What something is of: "gold", "broken glass", "stones"."""
        if self.rng.random() < 0.55:
            noun = self.tied(self.rng.choice(self.words.materials))
            return Part(noun, noun, noun, noun)
        thing = self._phrase(self._noun(), "count", many=True)
        said = (*thing.adjectives, *thing.noun)
        return Part(said, said, thing.noun, thing.noun)

    def bare(self) -> Part:
        """A noun without article."""
        noun = self.tied(self._noun())
        return Part(noun, noun, noun, noun)

    def _noun(self) -> str:
        return self.stranger() if self.rng.random() < self.odd else self.rng.choice(self.words.things)

    def _phrase(self, name: str, sort: str, many: bool) -> Thing:
        rng = self.rng
        adjectives = self._adjectives()
        many = many and sort == "count"
        if many:
            name = " ".join([*name.split()[:-1], plural(name.split()[-1])])
        noun = self.tied(name)
        if sort == "count" and rng.random() < 0.1:
            noun = (*self.tied(self._noun()), *noun)
        heard_article, said_article = self._articles(sort, many)
        owner = self._owner() if sort == "count" and rng.random() < 0.05 else ()
        vague = plain(rng.choice(self.words.lists["vague"])) if rng.random() < 0.08 else ()
        if owner:
            heard_article, said_article = rng.choice(("the", "my", "a", "your")), ARTICLE
        heard = (*plain(heard_article), *owner, *vague, *adjectives, *noun)
        head = plain(said_article)
        return Thing(
            heard,
            (*head, *owner, *adjectives, *noun),
            (*head, *owner, *noun),
            noun,
            noun=noun,
            adjectives=adjectives,
            article=said_article if sort != "unique" else "",
        )

    def _owner(self) -> tuple[Word, ...]:
        return self.tied(f"{self.rng.choice(self.words.things).split()[-1]}'s")

    def _articles(self, sort: str, many: bool) -> tuple[str, str]:
        """Article as sung and as said. A counted thing gets "a", "the sea" keeps its "the"."""
        rng = self.rng
        if sort == "unique":
            heard = rng.choice(("the", "the", "the", "the", "", "that", "your"))
            return heard, ("the" if heard == "the" else "")
        if sort == "mass":
            return rng.choice(("the", "the", "", "", "", "my", "some", "your")), ""
        if many:
            heard = rng.choice(
                ("the", "the", "the", "", "", "", "", "", "my", "your", "our", "these", "those", "all the",
                 "some", "so many", "two", "three", "seven", "a thousand", "a hundred", "their", "a million")
            )  # fmt: skip
            return heard, (
                heard if heard in ("two", "three", "seven", "a thousand", "a hundred", "a million") else ""
            )
        heard = rng.choice(
            ("the", "the", "the", "the", "the", "@a", "@a", "@a", "my", "my", "your", "your",
             "his", "her", "our", "their", "this",
             "that", "that old", "some", "every", "one", "another", "", "this old", "my own", "no")
        )  # fmt: skip
        return heard, ARTICLE

    def _adjectives(self) -> tuple[Word, ...]:
        rng = self.rng
        number = rng.choices((0, 1, 2), (58, 35, 7))[0]
        return tuple(word for _ in range(number) for word in self.tied(self.adjective()))

    def adjective(self) -> str:
        """A word that describes something one can see."""
        rng, words = self.rng, self.words
        roll = rng.random()
        if roll < 0.36:
            return rng.choice(words.adjectives)
        if roll < 0.58:
            return rng.choice(words.colours)
        if roll < 0.68:
            return rng.choice(words.moods)
        if roll < 0.78:
            return rng.choice(words.materials)
        if roll < 0.88:
            return rng.choice(words.moving).ing
        return self.stranger()

    def place(self) -> Part:
        """A phrase of place; now and then of light or weather."""
        rng = self.rng
        heard, _, said = rng.choice(self.words.lists["prepositions"]).partition("=")
        if rng.random() < 0.15:
            noun = self.tied(rng.choice(self.words.weathers))
            the = plain(rng.choice(("the", "the", "a", "")))
            kept = the if the and the[0].text == "the" else ()
            said_so = (*plain(said), *kept, *noun)
            return Part((*plain(heard), *the, *noun), said_so, said_so, noun)
        thing = self.thing(place=rng.random() < 0.7)
        front = plain(said)
        return Part((*plain(heard), *thing.heard), (*front, *thing.said), (*front, *thing.terse), thing.noun)

    def hour(self) -> Part:
        """An hour or a season; left out where there is much to say."""
        heard, _, said = self.rng.choice(self.words.lists["hours"]).partition("=")
        return Part(plain(heard), plain(said), ())

    def abstract(self) -> Part:
        """Something nobody can paint: sung, and not said."""
        rng, words = self.rng, self.words
        odd = bool(words.odd_abstract) and rng.random() < 0.25
        noun = rng.choice(words.odd_abstract if odd else words.abstract)
        return Part(
            (*plain(rng.choice(("my", "your", "the", "", "this", "our", "all my", "a", "no"))), Word(noun))
        )

    def doing(self, verbs: tuple[Verb, ...], form: str = "") -> Part:
        """A visible doing, sung in some tense, said with -ing; ``form`` ("base", "ing") fixes the tense."""
        rng = self.rng
        chosen = rng.choice(verbs)
        seen = plain(chosen.ing)
        if form:
            return Part(plain(getattr(chosen, form)), seen, seen)
        base, ending = chosen.base, chosen.ing
        heard = rng.choice(
            (base, base, base, chosen.third, chosen.third, chosen.third, chosen.past, chosen.past,
             chosen.past, ending, ending, f"has {chosen.past}", f"is {ending}", f"are {ending}",
             f"was {ending}", f"were {ending}", f"keeps {ending}",
             f"will {base}", f"used to {base}", f"keep on {ending}", f"still {chosen.third}", f"go {ending}",
             f"came {ending}", f"never {base}", f"slowly {base}", f"softly {chosen.third}", f"been {ending}",
             f"start to {base}", f"can {base}", f"may {base}", f"just {chosen.past}")
        )  # fmt: skip
        if rng.random() < 0.2:
            heard = f"{heard} {rng.choice(self.words.lists['particles'])}"
        return Part(plain(heard), seen, seen)

    def unseen(self, kind: str) -> Part:
        """ "i still remember", "we used to go back to": sung, not said."""
        rng, lists = self.rng, self.words.lists
        front = f"{rng.choice(lists['pronouns'])} {rng.choice(lists['helpers'])} "
        if kind == "going" and rng.random() < 0.4:
            front = ""
        return Part(plain(front + rng.choice(lists[kind])))

    def someone(self) -> Part:
        """ "we", "you and i": sung, not said."""
        rng, lists = self.rng, self.words.lists
        return Part(plain(f"{rng.choice(lists['pronouns'])} {rng.choice(lists['helpers'])}"))
