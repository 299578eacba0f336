"""Reading a sung line as a painter would: which things stand where, in what colour, light and mood.

Enters: a line of text and the lexicon. Leaves: chains of noun phrases ("a paper boat on a black
river"), stray colours and moods, in the order they were sung. Pure; any thread.

It is a small hand-written chunker: words are tagged by list, then noun phrases are grown from
(describing word)* (noun)+ and linked where only a preposition stands between them, after S. Abney,
"Parsing by Chunks" (1991).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from livevis.prompt.lexicon import NOUNS, SUBJECTS, Kind, Lexicon

_PIECES = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?|[,.;:!?/|\n()\[\]\"“”—–]")
_CHAIN_LIMIT = 3
_DESCRIBING = (Kind.COLOUR, Kind.QUALITY, Kind.MOOD)


class Role(Enum):
    """What a word does in its line."""

    NOUN = "noun"
    DESCRIBING = "describing"
    ACTION = "action"
    PREPOSITION = "preposition"
    DETERMINER = "determiner"
    LINK = "link"
    AND = "and"
    SILENT = "silent"
    BREAK = "break"


_BEFORE_A_VERB = (Role.NOUN, Role.SILENT, Role.BREAK)
"""Where a word that may be a verb is one, if an article follows: "horses cross the valley"."""


@dataclass(frozen=True)
class Token:
    """A word of the line: as sung (lower case), what it does, and what it shows."""

    word: str
    role: Role
    kind: Kind | None = None


@dataclass
class Chunk:
    """A noun phrase: its describing words, its nouns, the determiner sung before it, where it stood."""

    nouns: list[Token]
    describing: list[Token] = field(default_factory=list)
    determiner: str = ""
    start: int = 0
    end: int = 0

    @property
    def kind(self) -> Kind | None:
        """What its head shows."""
        return self.nouns[-1].kind


@dataclass
class Chain:
    """Chunks tied by prepositions: ``ties[i]`` stands between chunk i and chunk i + 1."""

    chunks: list[Chunk]
    ties: list[str] = field(default_factory=list)

    @property
    def is_subject(self) -> bool:
        """True if a thing, a creature, a person or a plant is in it."""
        return any(chunk.kind in SUBJECTS or chunk.kind is None for chunk in self.chunks)


@dataclass(frozen=True)
class Reading:
    """What a line shows: ``chains`` in order, then colours and moods that belong to none of them."""

    chains: tuple[Chain, ...]
    colours: tuple[str, ...]
    moods: tuple[str, ...]


def read(line: str, lexicon: Lexicon) -> Reading:
    """What ``line`` shows."""
    tokens = tag(line, lexicon)
    chunks, strays = _grow(tokens)
    _predicates(chunks, strays, tokens)
    return Reading(
        chains=tuple(_tie(chunks, tokens)),
        colours=tuple(token.word for _, token in sorted(strays.items()) if token.kind is Kind.COLOUR),
        moods=tuple(token.word for _, token in sorted(strays.items()) if token.kind is Kind.MOOD),
    )


def tag(line: str, lexicon: Lexicon) -> list[Token]:
    """The words of ``line`` with their roles; punctuation and line ends become breaks."""
    pieces = [piece.lower().replace("’", "'") for piece in _PIECES.findall(line)]
    tokens: list[Token] = []
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        tokens.append(_tagged(_bare(piece), tokens, following, lexicon))
    return tokens


def _bare(word: str) -> str:
    """``word`` without a possessive ending; a sung "fallin'" gets its g back."""
    if word.endswith("in'"):
        return word[:-1] + "g"
    return word.removesuffix("'s").rstrip("'") or word


def _tagged(word: str, before: Sequence[Token], following: str, lexicon: Lexicon) -> Token:
    grammar = lexicon.grammar
    if not word[0].isalpha():
        return Token(word, Role.BREAK)
    for role, words in (
        (Role.AND, {"and", "&"}),
        (Role.DETERMINER, grammar.determiner),
        (Role.PREPOSITION, grammar.preposition),
        (Role.LINK, grammar.link),
    ):
        if word in words:
            return Token(word, role)
    previous = before[-1] if before else Token("", Role.BREAK)
    if word in grammar.stop or word in grammar.filler or word in grammar.subject:
        return Token(word, Role.SILENT)
    kind = lexicon.kind(word)
    if kind is None:
        return _unlisted(word, previous, following, lexicon)
    if kind is Kind.ACTION:
        return Token(word, Role.SILENT if previous.word in grammar.subject else Role.ACTION, kind)
    if kind in _DESCRIBING:
        if word in lexicon.nominal and previous.role is Role.DETERMINER and not _may_head(following, lexicon):
            thing = lexicon.nominal[word]
            return Token(thing, Role.NOUN, lexicon.kind(thing))
        return Token(word, Role.DESCRIBING, kind)
    acts = word in grammar.verbish and (
        previous.word == "to" or (following in grammar.determiner and previous.role in _BEFORE_A_VERB)
    )
    return (
        Token(word, Role.SILENT) if acts or previous.word in grammar.subject else Token(word, Role.NOUN, kind)
    )


def _may_head(word: str, lexicon: Lexicon) -> bool:
    """True if ``word`` may be, or lead to, the noun of the phrase it stands in."""
    if not word or not word[0].isalpha():
        return False
    kind, grammar = lexicon.kind(word), lexicon.grammar
    small = grammar.stop | grammar.preposition | grammar.link | grammar.subject | grammar.determiner | {"and"}
    return kind in NOUNS or kind in _DESCRIBING or (kind is None and word not in small)


def _unlisted(word: str, previous: Token, following: str, lexicon: Lexicon) -> Token:
    """An unlisted word is a thing only where grammar says so: right after an article or an adjective."""
    fits = previous.role is Role.DETERMINER or (
        previous.role is Role.DESCRIBING and previous.kind is not Kind.MOOD
    )
    if (
        not fits
        or len(word) < 4
        or word in lexicon.echoes
        or word.endswith(("ly", "ing", "ed", "ness", "tion", "'ll", "'ve", "n't"))
    ):
        return Token(word, Role.SILENT)
    if following and lexicon.kind(following) in NOUNS:
        return Token(word, Role.DESCRIBING)
    return Token(word, Role.NOUN)


def _grow(tokens: Sequence[Token]) -> tuple[list[Chunk], dict[int, Token]]:
    """Noun phrases in order, and the describing words left over, by place."""
    chunks: list[Chunk] = []
    strays: dict[int, Token] = {}
    waiting: list[tuple[int, Token]] = []
    for index, token in enumerate(tokens):
        if token.role is Role.NOUN:
            if not waiting and chunks and chunks[-1].end == index and _compounds(chunks[-1], token):
                chunks[-1].nouns.append(token)
                chunks[-1].end = index + 1
            else:
                chunks.append(_chunk(tokens, index, waiting))
            waiting = []
        elif token.role is Role.DESCRIBING:
            waiting.append((index, token))
        elif token.role is Role.ACTION:
            if not waiting and _follows(chunks, tokens, index) and not _leads(tokens, index):
                chunks[-1].describing.append(token)
            else:
                waiting.append((index, token))
        else:
            strays.update(waiting)
            waiting = []
    strays.update(waiting)
    return chunks, strays


def _chunk(tokens: Sequence[Token], index: int, waiting: list[tuple[int, Token]]) -> Chunk:
    start = waiting[0][0] if waiting else index
    before = tokens[start - 1] if start else Token("", Role.BREAK)
    # a bare verb ("burn", "fall") before a noun does not describe it; a participle does
    describing = [
        token
        for _, token in waiting
        if token.role is not Role.ACTION or token.word.endswith(("ing", "en", "ed"))
    ]
    return Chunk(
        nouns=[tokens[index]],
        describing=describing,
        determiner=before.word if before.role is Role.DETERMINER else "",
        start=start,
        end=index + 1,
    )


def _compounds(chunk: Chunk, token: Token) -> bool:
    """True if ``token`` goes on a noun phrase just ended: "paper boat", "street light"; not "boats river"."""
    head = chunk.nouns[-1]
    return len(chunk.nouns) < 2 and head.word != token.word and not head.word.endswith("s")


def _follows(chunks: Sequence[Chunk], tokens: Sequence[Token], index: int) -> bool:
    """True if the word at ``index`` follows the last noun phrase, at most a link ("is", "are") between."""
    return bool(chunks) and all(tokens[i].role is Role.LINK for i in range(chunks[-1].end, index))


def _leads(tokens: Sequence[Token], index: int) -> bool:
    """True if the action at ``index`` describes the noun after it: "burning bridges"."""
    return (
        index + 1 < len(tokens) and tokens[index + 1].role is Role.NOUN and tokens[index].word.endswith("ing")
    )


def _predicates(chunks: Sequence[Chunk], strays: dict[int, Token], tokens: Sequence[Token]) -> None:
    """Gives "the sky is blue" its blue sky: a stray after a noun phrase and a link describes it."""
    for chunk in chunks:
        index = chunk.end
        while index < len(tokens) and tokens[index].role is Role.LINK:
            index += 1
        stray = strays.get(index)
        if index > chunk.end and stray is not None and stray.role is Role.DESCRIBING:
            chunk.describing.insert(0, strays.pop(index))


def _tie(chunks: Sequence[Chunk], tokens: Sequence[Token]) -> list[Chain]:
    """Noun phrases with nothing but a preposition or "and" between them, tied into chains."""
    chains: list[Chain] = []
    for chunk in chunks:
        tie = _between(chains[-1].chunks[-1], chunk, tokens) if chains else None
        if tie is not None and len(chains[-1].chunks) < _CHAIN_LIMIT:
            chains[-1].chunks.append(chunk)
            chains[-1].ties.append(tie)
        else:
            chains.append(Chain([chunk]))
    return chains


def _between(left: Chunk, right: Chunk, tokens: Sequence[Token]) -> str | None:
    """The preposition that ties two noun phrases, or None."""
    gap = [
        token for token in tokens[left.end : right.start] if token.role not in (Role.DETERMINER, Role.ACTION)
    ]
    if 1 <= len(gap) <= 2 and all(token.role is Role.PREPOSITION for token in gap):
        return " ".join(token.word for token in gap)
    if len(gap) == 1 and gap[0].role is Role.AND:
        return "and"
    return None
