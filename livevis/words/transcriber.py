"""What every recogniser offers: sound in, words out.

Enters: `AudioBlock` (16 kHz, any length, any channel count), `SongStart`, `SongEnd`.
Leaves: `Heard`, partial and final. Thread: its stage's own (pocketsphinx: its own process).
"""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Protocol, TypeAlias, runtime_checkable

from livevis.messages import AudioBlock, Heard, SongEnd, SongStart
from livevis.units import Seconds

WordsIn: TypeAlias = AudioBlock | SongStart | SongEnd
"""What a transcriber takes."""


@runtime_checkable
class Transcriber(Protocol):
    """A recogniser.

    Finals are append-only and say each word once; a partial is the present guess at everything
    after the last committed word and replaces the partial before it (an empty partial takes it
    back). Word times are show seconds; `Heard.at` is the end of the newest sample used.
    The same samples give the same answers however they are cut into blocks.
    """

    nominal_cost: Seconds

    def __enter__(self) -> Transcriber: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def __call__(self, item: WordsIn) -> Iterable[Heard]: ...
    def reset(self) -> None: ...
    def hears(self, language: str) -> bool:
        """True if this recogniser understands ``language`` (ISO 639-1; "auto" if it can tell by itself)."""
