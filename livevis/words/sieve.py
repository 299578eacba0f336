"""Keeping out what nobody sang: phantom phrases, spoken-back prompts, loops.

Enters: one recognised segment with its evidence. Leaves: the reason to reject it, or "". Pure, its
worker's thread.

Whisper's own signs (Radford et al. 2022, section 4.5: no-speech and log probability, compression ratio)
come first; phrases that training subtitles taught are rejected only where the voice is weak; a repeat is
a loop only if neither the lyrics nor the sound hold that many.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from livevis.units import Seconds
from livevis.words.spelling import sound_key

PHANTOMS = tuple(
    "".join(c for c in text if c.isalnum())
    for text in (
        "thank you", "thank you very much", "thanks for watching", "thank you for watching",
        "please subscribe", "subscribe to my channel", "like and subscribe", "see you next time",
        "see you in the next video", "bye", "you", "subtitles by the amara org community",
        "transcription by castingwords", "music", "applause", "silence", "wind blowing",
        "music playing", "the end", "untertitel der amara org community",
        "untertitel im auftrag des zdf", "vielen dank", "vielen dank fürs zuschauen",
        "sous titres réalisés par la communauté d'amara org", "merci d'avoir regardé",
        "sous titrage société radio canada", "subtítulos realizados por la comunidad de amara org",
        "gracias por ver el video", "suscríbete", "legendas pela comunidade amara org",
        "obrigado por assistir", "sottotitoli creati dalla comunità amara org",
        "sottotitoli e revisione a cura di qtss", "grazie per la visione",
        "ondertiteld door de amara org gemeenschap", "napisy stworzone przez społeczność amara org",
        "dziękuję za uwagę", "продолжение следует", "субтитры сделал dimatorzok", "редактор субтитров",
        "спасибо за просмотр", "abone olmayı unutmayın", "izlediğiniz için teşekkürler",
        "ご視聴ありがとうございました", "字幕by索兰娅", "字幕志愿者",
        "请不吝点赞订阅", "謝謝觀看", "谢谢观看", "시청해주셔서 감사합니다", "구독과 좋아요",
    )
)  # fmt: skip
"""Phrases recognisers make of silence and music, letters only."""


@dataclass(frozen=True)
class Evidence:
    """One segment and what speaks for it.

    ``words``: as recognised. ``seconds``: its length. ``no_speech``, ``log_probability``: the engine's
    own figures. ``voiced``: share of its sound a voice was measured in, 0..1; None if not measured.
    ``onsets``: voiced onsets (syllables, roughly) counted in it; None if not counted.
    """

    words: tuple[str, ...]
    seconds: Seconds
    no_speech: float = 0.0
    log_probability: float = 0.0
    voiced: float | None = None
    onsets: int | None = None


@dataclass(frozen=True)
class Sieve:
    """The rules. ``lyrics``: the song's words in order. ``prompt``: what the engine was told to expect."""

    lyrics: tuple[str, ...] = ()
    prompt: tuple[str, ...] = ()
    no_speech: float = 0.6
    log_probability: float = -1.0
    compression: float = 2.4
    weak_voice: float = 0.3
    most_words_a_second: float = 9.0

    def fault(self, evidence: Evidence) -> str:
        """Why ``evidence`` should not be believed; "" if it may stand."""
        keys = tuple(k for w in evidence.words if (k := sound_key(w)))
        if not keys:
            return "empty"
        if evidence.no_speech > self.no_speech and evidence.log_probability < self.log_probability:
            return "no speech"
        weak = evidence.voiced is not None and evidence.voiced < self.weak_voice
        if weak and self._phantom(keys):
            return "phantom phrase"
        if weak and self._echo(keys):
            return "prompt echo"
        if len(keys) > 4 and len(keys) > self.most_words_a_second * max(evidence.seconds, 0.1):
            return "too fast"
        return "loop" if self._loop(keys, evidence.onsets) else ""

    def _phantom(self, keys: tuple[str, ...]) -> bool:
        """A phrase of the list (or one of them repeated), unless the lyrics hold it."""
        text = "".join(c for key in keys for c in key if c.isalnum())
        return any(not any(text.split(p)) for p in PHANTOMS) and not _holds(self._song(), keys)

    def _echo(self, keys: tuple[str, ...]) -> bool:
        """The engine speaks its own prompt back."""
        return len(keys) >= 3 and _holds(tuple(map(sound_key, self.prompt)), keys)

    def _loop(self, keys: tuple[str, ...], onsets: int | None) -> bool:
        """A stretch repeated over and over that neither the lyrics nor the voice's onsets bear out."""
        times, length = longest_repeat(keys)
        squeezed = compression_ratio(" ".join(keys)) > self.compression and len(keys) >= 8
        if times * length < 6 or times < 3:
            return squeezed and times >= 2
        if onsets is not None and onsets >= 0.7 * times * length:
            return False
        return longest_repeat(self._song(), within=keys)[0] < times

    def _song(self) -> tuple[str, ...]:
        return tuple(map(sound_key, self.lyrics))


def compression_ratio(text: str) -> float:
    """Bytes of ``text`` over bytes of its zlib compression, as Whisper's decoder measures it."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def longest_repeat(
    words: Sequence[str], within: Sequence[str] | None = None, longest: int = 8
) -> tuple[int, int]:
    """(times, words) of the stretch repeated back to back that covers most; ``within``: only stretches of it.

    (1, 0) if nothing repeats. Stretches of up to ``longest`` words are looked for.
    """
    allowed = None if within is None else _stretches(within, longest)
    best = (1, 0)
    for length in range(1, min(longest, len(words) // 2) + 1):
        run = 0
        for place in range(length, len(words)):
            run = run + 1 if words[place] == words[place - length] else 0
            times = run // length + 1
            unit = tuple(words[place - length + 1 : place + 1])
            if times > 1 and (allowed is None or unit in allowed) and times * length > best[0] * best[1]:
                best = (times, length)
    return best


def _stretches(words: Sequence[str], longest: int) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + n]) for n in range(1, longest + 1) for i in range(len(words) - n + 1)}


def _holds(words: Sequence[str], stretch: Sequence[str]) -> bool:
    """True if ``stretch`` stands somewhere in ``words``."""
    n = len(stretch)
    return any(tuple(words[i : i + n]) == tuple(stretch) for i in range(len(words) - n + 1))
