"""The demo show's files against each other: lyrics, take and show file tell the same song."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

SHOWS = Path(__file__).parents[2] / "shows"
SHOW = SHOWS / "first-light"
STAMP = re.compile(r"<(\d+):(\d\d\.\d\d)>([^<]*)")
LINE = re.compile(r"\[(\d+):(\d\d\.\d\d)\](<.*)")
TAG = re.compile(r"\[([a-z]+):(.*)\]")

Sung = tuple[float, list[tuple[float, str]], float]  # line stamp, (word stamp, word), end stamp


def seconds(minutes: str, rest: str) -> float:
    return int(minutes) * 60 + float(rest)


@pytest.fixture(scope="module")
def lyrics() -> list[Sung]:
    found: list[Sung] = []
    for row in (SHOW / "first-light.lrc").read_text("utf-8").splitlines():
        if match := LINE.fullmatch(row):
            stamps = [(seconds(m, s), text.strip()) for m, s, text in STAMP.findall(match[3])]
            assert stamps[-1][1] == "", f"no end stamp: {row}"
            found.append((seconds(match[1], match[2]), stamps[:-1], stamps[-1][0]))
        else:
            assert not row or TAG.fullmatch(row), f"unreadable row: {row}"
    return found


@pytest.fixture(scope="module")
def take() -> tuple[np.ndarray, int]:
    import soundfile

    sound, rate = soundfile.read(SHOW / "first-light.ogg", dtype="float32")
    return sound, rate


@pytest.fixture(scope="module")
def show() -> dict:
    return tomllib.loads((SHOW / "show.toml").read_text("utf-8"))


def texts(lyrics: list[Sung]) -> list[str]:
    return [" ".join(word for _, word in words) for _, words, _ in lyrics]


def decibels(wave: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(np.square(wave, dtype=np.float64)) + 1e-12))


def voice_band(sound: np.ndarray, rate: int, start: float, end: float) -> float:
    """Level in dB between 2 and 6 kHz, where she sings and the band, hats apart, is quiet."""
    part = sound[int(start * rate) : int(end * rate)].mean(axis=1)
    power = np.abs(np.fft.rfft(part * np.hanning(len(part)))) ** 2 / len(part) ** 2
    hertz = np.fft.rfftfreq(len(part), 1 / rate)
    return float(10 * np.log10(power[(hertz > 2000) & (hertz < 6000)].sum() + 1e-15))


def test_the_song_has_a_song_s_size(lyrics):
    words = [word for _, line, _ in lyrics for _, word in line]
    assert 14 <= len(lyrics) <= 18
    assert 70 <= len(words) <= 100
    assert all(4 <= len(line) <= 7 for _, line, _ in lyrics)


def test_stamps_rise_and_lie_inside_the_take(lyrics, take):
    sound, rate = take
    before = 0.0
    for start, words, end in lyrics:
        assert start == words[0][0]
        stamps = [before, *(stamp for stamp, _ in words), end]
        assert all(a < b for a, b in itertools.pairwise(stamps))
        before = end
    assert before < len(sound) / rate


def test_a_breath_parts_the_lines(lyrics):
    pauses = [b[0] - a[2] for a, b in itertools.pairwise(lyrics)]
    assert min(pauses) >= 0.33
    assert max(pauses) >= 4.0, "an instrumental break"


def test_no_word_is_too_short_to_be_heard(lyrics):
    for _, words, end in lyrics:
        stamps = [*(stamp for stamp, _ in words), end]
        assert min(b - a for a, b in itertools.pairwise(stamps)) >= 0.05


def test_the_refrain_returns_word_for_word(lyrics):
    sung = texts(lyrics)
    refrain = sung[4:7]
    places = [i for i in range(len(sung) - 2) if sung[i : i + 3] == refrain]
    assert len(places) == 3


def test_the_take_is_small_long_enough_and_stereo(take):
    sound, rate = take
    assert (SHOW / "first-light.ogg").stat().st_size < 1_500_000
    assert rate == 44100
    assert sound.shape[1] == 2
    assert 60 <= len(sound) / rate <= 80


def test_nothing_clips_and_nothing_clicks_at_the_ends(take):
    sound, rate = take
    assert np.abs(sound).max() <= 10 ** (-1 / 20)
    assert np.abs(sound.mean(axis=0)).max() < 1e-3, "no offset"
    assert decibels(sound[-rate // 10 :]) < -50


def test_the_tags_tell_the_length_of_the_take(take):
    text = (SHOW / "first-light.lrc").read_text("utf-8")
    tags = dict(match.groups() for match in map(TAG.fullmatch, text.splitlines()) if match)
    minutes, rest = tags["length"].split(":")
    assert abs(seconds(minutes, rest) - len(take[0]) / take[1]) <= 1.0
    assert tags["ti"]
    assert tags["ar"]


def test_somebody_sings_where_the_stamps_say_so(lyrics, take):
    sound, rate = take
    gaps = [(a[2] + 0.1, b[0] - 0.05) for a, b in itertools.pairwise(lyrics)]
    quiet = float(np.median([voice_band(sound, rate, *gap) for gap in gaps]))
    for start, _, end in lyrics:
        assert voice_band(sound, rate, start, end) > quiet + 3, f"nobody sings at {start}"
    sung = float(np.mean([voice_band(sound, rate, start, end) for start, _, end in lyrics]))
    assert sung > quiet + 8


def test_the_voice_leads_the_band(lyrics, take):
    sound, rate = take
    mono = sound.mean(axis=1)
    sung = [decibels(mono[int(a * rate) : int(b * rate)]) for a, _, b in lyrics]
    alone = decibels(mono[int(47 * rate) : int(51 * rate)])
    assert np.mean(sung) > alone + 1


def test_the_show_names_these_files_and_its_cues_hit_the_refrains(show, lyrics):
    (song,) = show["song"]
    assert (SHOW / song["lyrics"]).is_file()
    assert (SHOW / song["take"]).is_file()
    sung = texts(lyrics)
    cues = [cue for cue in song["cue"] if cue["id"].startswith("refrain")]
    assert [sung[int(cue["at"].removeprefix("line:")) - 1] for cue in cues] == [sung[4]] * 3
    looks = [{k: v for k, v in cue.items() if k not in ("id", "at")} for cue in cues]
    assert looks[0] == looks[1] == looks[2], "the refrain's look returns"
    assert looks[0]["style"] != show["look"]["style"]
    assert looks[0]["palette"] != show["look"]["palette"]


def test_silence_is_quiet_but_not_dead():
    import soundfile

    (song,) = tomllib.loads((SHOWS / "silence" / "show.toml").read_text("utf-8"))["song"]
    assert "lyrics" not in song
    room, rate = soundfile.read(SHOWS / "silence" / song["take"], dtype="float32")
    assert 15 <= len(room) / rate <= 25
    assert -80 < decibels(room) < -55


@pytest.mark.parametrize("name", ["laptop", "wall"])
def test_the_rigs_keep_the_flash_limit(name):
    rig = tomllib.loads((SHOWS / "rigs" / f"{name}.toml").read_text("utf-8"))
    assert rig["schema"] == 1
    safety = rig.get("safety", {})
    assert safety.get("flash_limit", True) is True
    assert safety.get("max_flashes", 2) <= 3
