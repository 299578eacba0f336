"""An acoustic model's scores: how well each piece of a phone fits each ten milliseconds of sound.

Enters: a Sphinx-3 model folder as pocketsphinx's wheel carries one; features of `cepstra`. Leaves:
log-likelihoods of senones (tied states of triphones). Files are read once, in the caller's thread; scoring is
pure numpy, its worker's.

Phonetically tied mixtures: each phone has a codebook of Gaussians a stream, each senone weights of its
phone's codebook (A. Lee et al., "A New Phonetic Tied-Mixture Model", 2000). pocketsphinx's Python interface
gives words only; following known words on singing needs these scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.errors import ModelFault

Floats = NDArray[np.float32]

STATES = 3
"""Emitting states of a phone."""
SILENT = ("SIL", "+NSN+", "+SPN+")
"""Phones that no word holds: silence, noise, speech nobody understands."""
_INTERNAL, _BEGIN, _END, _SINGLE = range(4)
_LOG_BASE = float(np.log(1.0001))
_SHIFT = 10
_ENDIAN = 0x11223344
_REMEDY = "Reinstall pocketsphinx: pip install --force-reinstall 'pocketsphinx>=5.0.4,<6'."


@dataclass(frozen=True)
class Codebooks:
    """``means``, ``variances`` float32 (phones, streams, densities, 13); ``weights`` of senones in nats,
    float32 (streams, densities, senones)."""

    means: Floats
    variances: Floats
    weights: Floats


class AcousticModel:
    """The senones of a language's phones.

    ``phones``: their names. `states_of` gives the senones of a phone between two others, `score` their fit.
    """

    def __init__(self, definition: Definition, codebooks: Codebooks) -> None:
        self.phones = definition.phones
        self._definition = definition
        self._codebooks = codebooks

    @classmethod
    def load(cls, folder: Path) -> AcousticModel:
        """Read a model folder (mdef, means, variances, sendump).

        Raises:
            ModelFault: a file is missing or no such file.
        """
        try:
            definition = read_definition((folder / "mdef").read_bytes())
            means, variances = (_parameters((folder / name).read_bytes()) for name in ("means", "variances"))
            weights = _weights((folder / "sendump").read_bytes(), means.shape[1:3], len(definition.phone_of))
        except (OSError, ValueError, IndexError) as error:
            raise ModelFault(f"{folder} holds no acoustic model ({error})", _REMEDY) from error
        return cls(definition, Codebooks(means, np.maximum(variances, 1e-4), weights))

    def states_of(self, phone: str, left: str, right: str, place: int) -> tuple[int, ...]:
        """The senones of ``phone`` after ``left`` and before ``right``; the phone's own where no such
        triphone was ever heard. ``place``: 0 inside a word, 1 at its beginning, 2 at its end, 3 alone.

        Raises:
            KeyError: there is no such phone.
        """
        return self._definition.states_of(phone, left, right, place)

    def scorer(self, senones: Sequence[int]) -> Scorer:
        """A `Scorer` for these senones only: a song needs a fifth of them."""
        return Scorer(self._codebooks, self._definition.phone_of, senones)


class Scorer:
    """Scores some senones, in the order given."""

    def __init__(self, books: Codebooks, phone_of: NDArray[np.int32], senones: Sequence[int]) -> None:
        wanted = np.asarray(senones, np.int64)
        owners = phone_of[wanted]
        self._groups = [(phone, np.flatnonzero(owners == phone)) for phone in np.unique(owners)]
        self._size = len(wanted)
        precision = 0.5 / books.variances
        self._lead = -0.5 * np.log(2 * np.pi * books.variances).sum(-1) - (books.means**2 * precision).sum(-1)
        self._linear, self._square = 2 * books.means * precision, -precision
        self._weights = [
            [np.exp(books.weights[stream][:, wanted[rows]]) for stream in range(books.weights.shape[0])]
            for _, rows in self._groups
        ]

    def score(self, features: Floats) -> Floats:
        """Log-likelihood in nats of each senone in each frame: float32 (frames, senones); streams are
        independent.

        ``features``: float32 (frames, 39).
        """
        scores = np.zeros((len(features), self._size), np.float32)
        streams = features.reshape(len(features), -1, self._linear.shape[-1])
        for (phone, rows), weights in zip(self._groups, self._weights, strict=True):
            for stream, share in enumerate(weights):
                x = streams[:, stream]
                density = x @ self._linear[phone, stream].T + x**2 @ self._square[phone, stream].T
                density += self._lead[phone, stream]
                best = density.max(1, keepdims=True)
                mixed = np.exp(density - best) @ share
                scores[:, rows] += np.log(np.maximum(mixed, 1e-30)) + best
        return scores


@dataclass(frozen=True)
class Definition:
    """``phones`` by number; ``phone_of``: each senone's phone, int32 (senones,). ``triphones``: structured,
    as the file has them; ``sequences``: senones of each sequence, (sequences, 3)."""

    phones: tuple[str, ...]
    phone_of: NDArray[np.int32]
    triphones: NDArray[Any]
    sequences: NDArray[np.int16]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.phones)}

    @cached_property
    def _known(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Triphones as rising numbers, and each one's sequence."""
        deep = self.triphones[len(self.phones) :]
        keys = _key(*(deep["attributes"][:, column].astype(np.int64) for column in range(4)))
        order = np.argsort(keys, kind="stable")
        return keys[order], deep["sequence"][order]

    def states_of(self, phone: str, left: str, right: str, place: int) -> tuple[int, ...]:
        """See `AcousticModel.states_of`."""
        numbers = self._numbers
        base, before, after = numbers[phone], numbers[left], numbers[right]
        others = [place, *(one for one in (_INTERNAL, _SINGLE, _BEGIN, _END) if one != place)]
        found = (self._sequence(int(_key(one, base, before, after))) for one in others)
        sequence = next((one for one in found if one is not None), int(self.triphones["sequence"][base]))
        return tuple(int(senone) for senone in self.sequences[sequence])

    def _sequence(self, key: int) -> int | None:
        keys, sequences = self._known
        at = int(np.searchsorted(keys, key))
        return int(sequences[at]) if at < len(keys) and keys[at] == key else None


def _key(place: Any, base: Any, left: Any, right: Any) -> Any:
    return ((place * 256 + base) * 256 + left) * 256 + right


def read_definition(data: bytes) -> Definition:
    """The binary model definition of Sphinx (its format stands in its own head).

    Raises:
        ValueError: it is none.
    """
    if data[:4] != b"BMDF":
        raise ValueError("mdef is no binary model definition")
    at = 12 + int(np.frombuffer(data, "<i4", 1, 8)[0])
    phones_n, all_n, _, _, senones_n, _, sequences_n, _, nodes_n, _ = np.frombuffer(
        data, "<i4", 10, at
    ).tolist()
    start = at = at + 40
    names = []
    for _ in range(phones_n):
        end = data.index(b"\0", at)
        names.append(data[at:end].decode("ascii"))
        at = end + 1
    at = start + (at - start + 3) // 4 * 4 + 8 * nodes_n
    layout = np.dtype([("sequence", "<i4"), ("matrix", "<i4"), ("attributes", "u1", 4)])
    triphones = np.frombuffer(data, layout, all_n, at)
    at += 12 * all_n
    count = int(np.frombuffer(data, "<i4", 1, at)[0])
    sequences = np.frombuffer(data, "<i2", count, at + 4).reshape(sequences_n, STATES)
    owner = np.zeros(senones_n, np.int32)
    deep = triphones[phones_n:]
    owner[sequences[deep["sequence"]]] = deep["attributes"][:, 1:2].astype(np.int32)
    owner[sequences[triphones["sequence"][:phones_n]]] = np.arange(phones_n)[:, None]
    return Definition(tuple(names), owner, triphones, sequences)


def _parameters(data: bytes) -> Floats:
    """Means or variances: float32 (phones, streams, densities, 13)."""
    at = data.index(b"endhdr\n") + 7
    if int(np.frombuffer(data, "<u4", 1, at)[0]) != _ENDIAN:
        raise ValueError("written on a machine of another byte order")
    phones, streams, densities, *lengths = np.frombuffer(data, "<i4", 6, at + 4).tolist()
    values = np.frombuffer(data, "<f4", phones * streams * densities * lengths[0], at + 4 * (5 + streams))
    return values.reshape(phones, streams, densities, lengths[0]).copy()


def _weights(data: bytes, shape: tuple[int, ...], senones: int) -> Floats:
    """Mixture weights in nats: float32 (streams, densities, senones); a byte each, in steps of a tenth."""
    streams, densities = shape
    at = 0
    while length := int(np.frombuffer(data, "<i4", 1, at)[0]):
        at += 4 + length
    rows, columns = np.frombuffer(data, "<i4", 2, at + 4).tolist()
    if (rows, columns) != (densities, senones):
        raise ValueError(f"sendump has {rows} x {columns} weights, not {densities} x {senones}")
    packed = np.frombuffer(data, np.uint8, streams * rows * columns, at + 12)
    nats = packed.reshape(streams, rows, columns).astype(np.float32)
    return np.asarray(-nats * np.float32((1 << _SHIFT) * _LOG_BASE), np.float32)
