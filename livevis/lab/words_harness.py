"""`livevis lab words`: how soon, how rightly the words of a song are known, by each policy.

Enters: a `WordsWish`. Leaves: a table, a JSON of CONTRACT.md section 5, a picture of it all. Thread: the
caller's; everything runs in virtual time, so it is repeatable to the millisecond.

The recogniser is scripted (`livevis.lab.words.script`): figures tell what policies, gates, sieve, follower
and conductor make of a recogniser like that. They say nothing of how well any recogniser hears.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from livevis.errors import Fault, InputFaults
from livevis.lab.words.conditions import CONDITIONS
from livevis.lab.words.gold import Gold, Staging, performed, read_gold, recorded, stripped
from livevis.lab.words.play import Played, play
from livevis.lab.words.policies import POLICIES, Policy, players, real_players
from livevis.lab.words.score import Scored, pooled, score
from livevis.lab.words.script import Habits, Script
from livevis.lab.words.voice import Room, hummed
from livevis.messages import Lyrics
from livevis.units import Seconds

Say = Callable[[str], None]

LONGEST_OFFSET: Seconds = 90.0


@dataclass(frozen=True)
class WordsWish:
    """The command line of ``livevis lab words``.

    ``policies``: their names. ``audio``: real singing of ``gold``, heard by ``recogniser`` ("sphinx", or a
    folder with a Whisper model). ``reference``: a take that the gold's times belong to, by which the music is
    followed. ``condition``: what is made of the audio (see `conditions`). ``skip_verse``: the section left
    out, or 0. ``compute``: what a pass of the recogniser costs. ``plot``: where a picture of the latencies
    goes, or None."""

    gold: Path
    policies: tuple[str, ...] = tuple(POLICIES)
    lyrics: Path | None = None
    audio: Path | None = None
    recogniser: str = "scripted"
    reference: Path | None = None
    condition: str = "plain"
    language: str = "en"
    skip_verse: int = 0
    double_chorus: bool = False
    seed: int = 1
    seeds: int = 5
    compute: Seconds = 0.30
    habits: Habits = field(default_factory=Habits)
    json: Path | None = None
    plot: Path | None = None


@dataclass(frozen=True)
class Judged:
    """One policy's figures, in both ways of counting the recogniser's time."""

    name: str
    aware: Scored
    unaware: Scored


def run(wish: WordsWish, say: Say) -> int:
    """Play every seed by every policy, say and write what came of it. Returns the exit code.

    Raises:
        InputFaults: a file cannot be read, or the song has no such section.
    """
    from livevis.lab.words.report import drawn, rows, written

    if (wish.audio is None) != (wish.recogniser == "scripted"):
        what = "a real one needs sound, a scripted one cannot hear"
        remedy = "Give --audio FILE together with --recogniser sphinx or a Whisper folder."
        raise InputFaults([Fault("--recogniser", what, remedy)])
    if wish.audio is None and (wish.reference is not None or wish.condition != "plain"):
        what = "only real sound has music in it and can be changed"
        flag = "--reference" if wish.reference is not None else "--condition"
        raise InputFaults([Fault(flag, what, "Give --audio FILE with it.")])
    lyrics = read_gold(wish.gold)
    known = read_gold(wish.lyrics) if wish.lyrics is not None else lyrics
    by = "a scripted recogniser" if wish.audio is None else f"{wish.recogniser} hearing {wish.audio.name}"
    say(f"{wish.gold.name}: {len(lyrics.lines)} lines, {wish.seeds} takes, {by}")
    judged = [_judged(name, lyrics, known, wish, say) for name in wish.policies]
    for line in rows(judged):
        say(line)
    report = [written(one, wish) for one in judged]
    if wish.json is not None:
        wish.json.parent.mkdir(parents=True, exist_ok=True)
        whole: Any = report[0] if len(report) == 1 else {"schema": 1, "policies": report}
        wish.json.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
        say(f"written: {wish.json}")
    if wish.plot is not None:
        wish.plot.parent.mkdir(parents=True, exist_ok=True)
        drawn(judged, wish.gold.name, wish.plot)
        say(f"look at {wish.plot}")
    return 0


def _judged(name: str, lyrics: Lyrics, known: Lyrics, wish: WordsWish, say: Say) -> Judged:
    policy = POLICIES[name]
    aware: list[Scored] = []
    unaware: list[Scored] = []
    for number, take in enumerate(takes(lyrics, known, wish), 1):
        say(f"  {name}: take {number} of {wish.seeds}")
        for scores, compute in ((aware, wish.compute), (unaware, 0.0)):
            scores.append(score(take.gold, take.played(policy, compute, wish), policy.by_lyrics))
    return Judged(name, pooled(aware), pooled(unaware))


@dataclass(frozen=True)
class Take:
    """One performance with its sound and its script."""

    gold: Gold
    sound: Any
    script: Script | None
    seed: int

    def played(self, policy: Policy, compute: Seconds, wish: WordsWish) -> Played:
        """The take, heard by ``policy``; a real recogniser's time counts where ``compute`` does."""
        if self.script is None:
            heard = (wish.recogniser, wish.language, compute > 0.0, wish.reference)
            return play(self.gold, self.sound, real_players(*heard))
        return play(self.gold, self.sound, players(policy, self.script, self.seed, compute, wish.language))


def takes(lyrics: Lyrics, known: Lyrics, wish: WordsWish) -> Iterator[Take]:
    """A take for each seed: begun after up to 90 s of silence or applause, sung as the wish says."""
    for seed in range(wish.seed, wish.seed + wish.seeds):
        rng = random.Random(seed)
        offset = rng.uniform(0.0, LONGEST_OFFSET)
        condition = CONDITIONS[wish.condition]
        staging = Staging(offset, wish.skip_verse, wish.double_chorus, condition, seed)
        if wish.audio is not None:
            sung, sound = recorded(lyrics, staging, wish.audio)
            # The music's map is a take with times on it; who follows by words and sound reads none of them.
            gold = _knowing(sung, known) if wish.reference is None else replace(sung, known=known)
            yield Take(gold, sound, None, seed)
            continue
        gold = _knowing(performed(lyrics, staging), known)
        room = Room(applause=rng.random() < 0.5)
        yield Take(
            gold, hummed(gold, staging.offset, room, seed), Script.written(gold, wish.habits, seed), seed
        )


def _knowing(gold: Gold, known: Lyrics) -> Gold:
    """``gold``, where the follower is given another sheet than what is sung."""
    return replace(gold, known=stripped(known))
