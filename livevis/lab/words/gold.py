"""What is truly sung, and what of it the follower may know.

Enters: a lyrics file with a time for every word. Leaves: a `Gold` performance on the take's time, and the
song's words stripped of every time. Pure but for reading the file; any thread.

The performance may differ from the sheet: a section left out, a refrain sung twice. What the follower is
given never changes with it, and holds no time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livevis.errors import Fault, InputFaults
from livevis.hear.takes import mono_of
from livevis.lab.words.conditions import Condition, changed
from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.show.lyrics import read_lyrics
from livevis.units import SPEECH_RATE, Seconds
from livevis.words.spelling import sound_key

PLAIN = Condition()
BREATH: Seconds = 2.2
"""A pause between two lines that may part two sections, where it is also three times the usual one."""
_BREATH: Seconds = 0.6
_LIKE = 0.75


@dataclass(frozen=True)
class SungWord:
    """A word on the take's time, seconds from the take's first sample; ``line``: which sung line it is of."""

    text: str
    start: Seconds
    end: Seconds
    line: int


@dataclass(frozen=True)
class Gold:
    """A performance. ``known``: the song's lines as the follower gets them, without times. ``onsets``: when
    each sung line begins; ``sources``: which known line it is. ``length``: of the take. ``knots``: pairs of a
    time of the take and the sheet's own at that moment, in between in proportion; for a recorded take."""

    known: Lyrics
    words: tuple[SungWord, ...]
    onsets: tuple[Seconds, ...]
    sources: tuple[int, ...]
    length: Seconds
    knots: tuple[tuple[Seconds, Seconds], ...] = ()

    def place(self, at: Seconds) -> Seconds | None:
        """The sheet's time ``at`` seconds into the take; None outside the song."""
        if not self.knots or not self.knots[0][0] <= at <= self.knots[-1][0]:
            return None
        takes, places = zip(*self.knots, strict=True)
        return float(np.interp(at, takes, places))


@dataclass(frozen=True)
class Staging:
    """How the song is performed. ``offset``: what lies before its first moment in the take. ``skip``: the
    section left out, counted from 1, or 0. ``double``: the first refrain is sung twice in a row.
    ``condition``: what is made of a recorded take, with ``seed``."""

    offset: Seconds = 0.0
    skip: int = 0
    double: bool = False
    condition: Condition = PLAIN
    seed: int = 1


def read_gold(path: Path) -> Lyrics:
    """The timed lyrics of ``path``, every word with its start and end.

    Raises:
        InputFaults: it cannot be read, or leaves a word without its time.
    """
    read = read_lyrics(path)
    faults = list(read.faults)
    bare = next((w.text for ln in read.lyrics.lines for w in ln.words if w.start is None), None)
    if not faults and not read.lyrics.lines:
        faults.append(Fault(str(path), "holds no sung line", "Give lyrics with a time for every word."))
    if not faults and bare is not None:
        faults.append(
            Fault(
                str(path), f"no time for the word '{bare}'", "Give LRC with word stamps, UltraStar or TTML."
            )
        )
    if faults:
        raise InputFaults(faults)
    return Lyrics(tuple(_ended(line) for line in read.lyrics.lines), read.lyrics.tags)


def stripped(lyrics: Lyrics) -> Lyrics:
    """The same words without a single time, and without tags, which may hold the song's length."""
    return Lyrics(
        tuple(LyricLine(line.index, tuple(LyricWord(w.text) for w in line.words)) for line in lyrics.lines)
    )


def sections(lyrics: Lyrics) -> tuple[tuple[int, ...], ...]:
    """The song's sections, as line indices: parted where the singer pauses for long, as bands part them."""
    lines = lyrics.lines
    pauses = [(after.start or 0.0) - (line.end or 0.0) for line, after in pairwise(lines)]
    usual = sorted(pauses)[len(pauses) // 2] if pauses else 0.0
    limit = max(BREATH, 3.0 * usual)
    found: list[list[int]] = [[lines[0].index]] if lines else []
    for line, pause in zip(lines[1:], pauses, strict=True):
        if pause > limit:
            found.append([])
        found[-1].append(line.index)
    return tuple(map(tuple, found))


def performed(lyrics: Lyrics, staging: Staging, tail: Seconds = 4.0) -> Gold:
    """``lyrics`` sung as ``staging`` says; ``tail``: what follows the last word.

    Raises:
        InputFaults: there is no such section, or no refrain to double.
    """
    runs = [list(part) for part in sections(lyrics)]
    if staging.skip:
        if not 1 <= staging.skip <= len(runs):
            raise InputFaults(
                [Fault("--skip-verse", f"no section {staging.skip}", f"The song has {len(runs)} sections.")]
            )
        runs = [run for number, run in enumerate(runs, 1) if number != staging.skip]
    if staging.double:
        refrain = refrain_of(lyrics)
        if refrain is None:
            raise InputFaults([Fault("--double-chorus", "nothing in the song returns", "Try another song.")])
        first, last = refrain
        runs = [_doubled(run, list(range(first, last + 1))) for run in runs]
    return _laid_out(lyrics, [index for run in runs for index in run], staging.offset, tail)


def recorded(lyrics: Lyrics, staging: Staging, audio: Path) -> tuple[Gold, NDArray[np.float32]]:
    """A real take of the song: its words on the take's time, and its sound, float32 (frames,), 16 kHz.

    Silence lies before it; a section left out is cut out of the recording, from a breath before its first
    line to a breath before what follows it.

    Raises:
        InputFaults: the recording cannot be read, there is no such section, or a refrain was to be doubled.
    """
    if staging.double:
        raise InputFaults([Fault("--double-chorus", "a recording cannot be sung again", "Leave it out.")])
    sound = mono_of(audio, SPEECH_RATE)
    out, begin, end = _left_out(lyrics, staging.skip, len(sound) / SPEECH_RATE)
    sound = np.concatenate([sound[: round(begin * SPEECH_RATE)], sound[round(end * SPEECH_RATE) :]])
    other = changed(sound, staging.condition, staging.seed)
    quiet = np.zeros(round(staging.offset * SPEECH_RATE), np.float32)
    take = np.concatenate([quiet, other.sound])

    def heard(at: Seconds | None, line: LyricLine) -> Seconds:
        """When the take is at the recording's ``at``, a time of ``line``."""
        cut = (at or 0.0) - (end - begin if out and line.index > out[-1] else 0.0)
        return staging.offset + float(other.heard(np.array([cut]))[0])

    sung = [line for line in lyrics.lines if line.index not in out]
    words = tuple(
        SungWord(w.text, heard(w.start, line), heard(w.end, line), number)
        for number, line in enumerate(sung)
        for w in line.words
    )
    onsets = tuple(heard(line.start, line) for line in sung)
    times = np.arange(0.0, len(sound) / SPEECH_RATE, 0.1)
    places = np.where(times >= begin, times + (end - begin), times)
    knots = tuple(zip((other.heard(times) + staging.offset).tolist(), places.tolist(), strict=True))
    sources = tuple(line.index for line in sung)
    return Gold(stripped(lyrics), words, onsets, sources, len(take) / SPEECH_RATE, knots), take


def _left_out(lyrics: Lyrics, skip: int, length: Seconds) -> tuple[tuple[int, ...], Seconds, Seconds]:
    """The lines of section ``skip`` (0: none), and from where to where it is cut out of the recording."""
    parts = sections(lyrics)
    if skip > len(parts):
        raise InputFaults(
            [Fault("--skip-verse", f"no section {skip}", f"The song has {len(parts)} sections.")]
        )
    if not skip:
        return (), length, length
    out = parts[skip - 1]
    starts = {line.index: line.start or 0.0 for line in lyrics.lines}
    return out, max(starts[out[0]] - _BREATH, 0.0), starts.get(out[-1] + 1, length + _BREATH) - _BREATH


def refrain_of(lyrics: Lyrics) -> tuple[int, int] | None:
    """First and last line of the longest stretch of lines that is sung again later; None if none is."""
    texts = [tuple(sound_key(w.text) for w in line.words) for line in lyrics.lines]
    best: tuple[int, int] | None = None
    for i in range(len(texts)):
        for j in range(i + 1, len(texts)):
            n = 0
            while j + n < len(texts) and i + n < j and _alike(texts[i + n], texts[j + n]):
                n += 1
            if n >= 2 and (best is None or n > best[1] - best[0] + 1):
                best = (i, i + n - 1)
    return best


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return same >= _LIKE * max(len(one), len(other))


def _doubled(run: list[int], refrain: list[int]) -> list[int]:
    """``run`` with ``refrain`` once more behind it, where it stands in it."""
    for place in range(len(run) - len(refrain) + 1):
        if run[place : place + len(refrain)] == refrain:
            behind = place + len(refrain)
            return [*run[:behind], *refrain, *run[behind:]]
    return run


def _laid_out(lyrics: Lyrics, order: Sequence[int], offset: Seconds, tail: Seconds) -> Gold:
    """The lines of ``order`` one after the other, each as long before its next as on the sheet."""
    by_index = {line.index: line for line in lyrics.lines}
    words: list[SungWord] = []
    onsets: list[Seconds] = []
    shift, before = offset, -1
    for number, index in enumerate(order):
        line = by_index[index]
        start = line.words[0].start or 0.0
        if index != before + 1:  # a jump: it begins as long after the last line as after its own neighbour
            gone = by_index[index - 1].end if index - 1 in by_index else None
            pause = min(start - gone, 4.0) if gone is not None else 1.0
            shift = (words[-1].end if words else offset) + max(pause, 0.2) - start
        onsets.append(start + shift)
        words += [
            SungWord(w.text, (w.start or 0.0) + shift, (w.end or 0.0) + shift, number) for w in line.words
        ]
        before = index
    length = (words[-1].end if words else offset) + tail
    return Gold(stripped(lyrics), tuple(words), tuple(onsets), tuple(order), length)


def _ended(line: LyricLine) -> LyricLine:
    """Every word with an end: its own, else where the next begins, else a third of a second on."""
    words = []
    for word, after in zip(line.words, [*line.words[1:], None], strict=True):
        start = word.start or 0.0
        end = word.end if word.end is not None else (after.start if after is not None else None)
        words.append(
            replace(word, start=start, end=max(end if end is not None else start + 0.33, start + 0.02))
        )
    return replace(line, words=tuple(words), start=words[0].start, end=words[-1].end)
