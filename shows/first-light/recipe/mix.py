"""The desk: levels, a room, the voice in front, the master.

Enters: the band's tracks and the sung lines. Leaves: the finished take, stereo float32
(frames, 2) at 44100 Hz, its peak at PEAK_DB, and the figures a reader wants (``Levels``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from band import FRAMES
from instruments import RATE
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import butter, fftconvolve, sosfilt, sosfiltfilt
from sing import Sung

GAINS_DB = {"pad": -15.0, "pluck": -9.0, "bell": -11.0, "bass": -7.5, "drums": -7.0, "air": -10.0}
SENDS_DB = {"pad": -14.0, "pluck": -10.0, "bell": -5.0, "bass": -60.0, "drums": -20.0, "air": -14.0}
VOICE_RMS_DB = -17.0  # every line, over its own length
VOICE_SHELF = (1500.0, 7.0)  # hertz, decibels: slt is dull beside instruments; this brings her forward
BED_SHELF = (1500.0, 5.0)
BED_LOW_CUT = {"pad": 240.0, "pluck": 150.0, "bell": 400.0}  # hertz: each keeps out of the next one's octave
LEAD_DB = 9.0  # voice above bed while a line is sung
MID = (300.0, 3800.0)  # hertz: where words are made out
MID_LEFT = 0.25  # what is left of the bed there while a line is sung
VOICE_SEND_DB = -13.0  # between the lines; a hall under the words costs a recogniser half of them ...
VOICE_SEND_SUNG_DB = -26.0  # ... so it blooms when she stops
DOUBLE_DB = -17.0  # the second voice in the refrains, a third above, at the sides, against the lead
PEAK_DB = -2.0  # before encoding: Vorbis adds up to half a decibel
ROOM_SEED = 4


@dataclass(frozen=True)
class Levels:
    """Decibels relative to full scale, over the sung lines only."""

    voice_rms: float
    bed_rms: float
    peak: float


def mix(tracks: dict[str, np.ndarray], lead: list[Sung], double: list[Sung]) -> tuple[np.ndarray, Levels]:
    """Put everything together."""
    room = _room()
    voice = _voice(lead)
    sung = _sung_mask(lead)
    singing = _slow(sung)
    strips = {name: _gain(GAINS_DB[name]) * _cut(name, track) for name, track in tracks.items()}
    wet = sum(_gain(SENDS_DB[name]) * strip for name, strip in strips.items())
    bed = _make_way(_shelf(sum(strips.values()) + _convolve(wet, room), *BED_SHELF), singing)
    bed *= 1 - singing[:, None] * (1 - min(1.0, _gain(_lead_error(bed, voice, sung))))
    sides = _sides(double) * _gain(DOUBLE_DB)
    front = np.repeat(voice[:, None], 2, axis=1)
    hall = _gain(VOICE_SEND_DB) + singing[:, None] * (_gain(VOICE_SEND_SUNG_DB) - _gain(VOICE_SEND_DB))
    out = front + bed + sides + hall * _convolve(front + sides, room)
    out = _fade(_limit(out))
    scale = _gain(PEAK_DB) / np.abs(out).max()
    return (out * scale).astype(np.float32), Levels(
        _rms_db(voice[sung] * scale), _rms_db(bed[sung].mean(axis=1) * scale), PEAK_DB
    )


def _gain(decibels: float) -> float:
    return 10 ** (decibels / 20)


def _rms_db(wave: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(np.square(wave, dtype=np.float64)) + 1e-12))


def _shelf(wave: np.ndarray, edge: float, decibels: float) -> np.ndarray:
    """Everything above ``edge`` hertz louder by ``decibels``, along the first axis."""
    bright = sosfilt(butter(1, edge, "highpass", fs=RATE, output="sos"), wave, axis=0)
    return wave + (_gain(decibels) - 1) * bright


def _cut(name: str, track: np.ndarray) -> np.ndarray:
    if name not in BED_LOW_CUT:
        return track
    return sosfilt(butter(2, BED_LOW_CUT[name], "highpass", fs=RATE, output="sos"), track, axis=0)


def _room() -> np.ndarray:
    """A bright hall of 1.7 s: noise that decays, different left and right, after 22 ms (frames, 2)."""
    rng = np.random.default_rng(ROOM_SEED)
    t = np.arange(int(1.7 * RATE)) / RATE
    shape = np.exp(-t * 6.9 / 1.7) * np.minimum(1, t / 0.02)
    tail = rng.standard_normal((len(t), 2)) * shape[:, None]
    tail = sosfilt(butter(1, (250, 6000), "bandpass", fs=RATE, output="sos"), tail, axis=0)
    tail /= np.sqrt((tail**2).sum(axis=0))
    return np.concatenate([np.zeros((int(0.022 * RATE), 2)), tail])


def _convolve(dry: np.ndarray, room: np.ndarray) -> np.ndarray:
    return np.stack([fftconvolve(dry[:, i], room[:, i])[: len(dry)] for i in range(2)], axis=1)


def _voice(lines: list[Sung]) -> np.ndarray:
    """All lines on one mono strip, each at the same loudness, low rumble out, peaks rounded."""
    strip = np.zeros(FRAMES)
    for sung in lines:
        wave = sosfilt(butter(2, 110, "highpass", fs=RATE, output="sos"), sung.wave)
        wave = _level(_shelf(wave, *VOICE_SHELF))
        at = round(sung.start * RATE)
        strip[at : at + len(wave)] += wave * _gain(VOICE_RMS_DB - _rms_db(wave))
    return strip


def _level(wave: np.ndarray) -> np.ndarray:
    """A slow compressor, 2:1 around the line's own mean: no word drowns, none shouts."""
    power = uniform_filter1d(wave**2, int(0.09 * RATE))
    mean = np.mean(wave**2)
    return wave * np.clip((power + 0.02 * mean) / mean, 0.05, 8.0) ** -0.25


def _sung_mask(lines: list[Sung]) -> np.ndarray:
    mask = np.zeros(FRAMES, bool)
    for sung in lines:
        at = round(sung.start * RATE)
        mask[at : at + len(sung.wave)] = True
    return mask


def _slow(sung: np.ndarray) -> np.ndarray:
    """The mask as a fader's moves: 0..1, there 60 ms early, on its way for 160 ms."""
    return uniform_filter1d(maximum_filter1d(sung.astype(float), int(0.12 * RATE)), int(0.16 * RATE))


def _make_way(bed: np.ndarray, singing: np.ndarray) -> np.ndarray:
    """The bed with its middle turned down while she sings: bass, kick and shimmer stay."""
    middle = sosfiltfilt(butter(1, MID, "bandpass", fs=RATE, output="sos"), bed, axis=0)
    return bed - (1 - MID_LEFT) * singing[:, None] * middle


def _lead_error(bed: np.ndarray, voice: np.ndarray, sung: np.ndarray) -> float:
    """Decibels the bed must come down by (negative) for the voice to lead by LEAD_DB, in mono."""
    return _rms_db(voice[sung]) - LEAD_DB - _rms_db(bed[sung].mean(axis=1))


def _sides(lines: list[Sung]) -> np.ndarray:
    """The second voice, left and right a few milliseconds apart (frames, 2)."""
    strip = _voice(lines)
    out = np.zeros((FRAMES, 2))
    for side, delay in enumerate((0.011, 0.019)):
        shift = int(delay * RATE)
        out[shift:, side] = strip[:-shift]
    return out


def _limit(out: np.ndarray) -> np.ndarray:
    """Rounds the few highest peaks, 6 ms ahead of them, so that the rest may be louder."""
    ceiling = 4.5 * np.sqrt(np.mean(out**2))
    reach = int(0.006 * RATE)
    over = maximum_filter1d(np.maximum(np.abs(out).max(axis=1) / ceiling, 1.0), 2 * reach)
    return out / uniform_filter1d(over, reach)[:, None]


def _fade(out: np.ndarray) -> np.ndarray:
    ramp = int(1.5 * RATE)
    shaped = out.copy()
    shaped[-ramp:] *= np.cos(np.linspace(0, np.pi / 2, ramp))[:, None] ** 2
    return shaped
