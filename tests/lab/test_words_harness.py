"""The words harness, whole: a short song by every policy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from livevis.errors import InputFaults
from livevis.lab.words_harness import WordsWish, run, takes

from .words.songs import song


def test_every_policy_is_judged_and_the_same_again(tmp_path: Path) -> None:
    song(tmp_path)
    said: list[str] = []
    wish = WordsWish(tmp_path / "song.lrc", seeds=1, json=tmp_path / "a.json", plot=tmp_path / "a.png")
    assert run(wish, said.append) == 0
    told = json.loads((tmp_path / "a.json").read_text())
    figures = {one["policy"]: one for one in told["policies"]}
    assert list(figures) == ["agree", "lyrics", "la2", "fixed"]
    late = {name: one["latency_ms"]["final"]["unaware"]["p50"] for name, one in figures.items()}
    assert late["agree"] < late["la2"] < late["fixed"]
    assert late["lyrics"] < late["agree"]
    for one in figures.values():
        final = one["latency_ms"]["final"]
        assert final["aware"]["p50"] >= final["unaware"]["p50"]
    again = WordsWish(tmp_path / "song.lrc", ("agree",), seeds=1, json=tmp_path / "b.json")
    assert run(again, said.append) == 0
    assert json.loads((tmp_path / "b.json").read_text()) == figures["agree"]
    assert (tmp_path / "a.png").stat().st_size > 5000


def test_takes_begin_after_different_offsets_and_the_sheet_holds_no_time(tmp_path: Path) -> None:
    lyrics = song(tmp_path)
    made = list(takes(lyrics, lyrics, WordsWish(tmp_path / "song.lrc", seeds=3)))
    onsets = [take.gold.onsets[0] for take in made]
    assert len(set(onsets)) == 3
    assert all(2.0 <= onset <= 92.0 for onset in onsets)
    assert not any(take.gold.known.timed for take in made)
    assert all(len(take.sound) == round(take.gold.length * 16_000) for take in made)


def test_a_real_recogniser_needs_sound_and_a_scripted_one_has_no_use_for_it(tmp_path: Path) -> None:
    song(tmp_path)
    for wish in (
        WordsWish(tmp_path / "song.lrc", recogniser="sphinx"),
        WordsWish(tmp_path / "song.lrc", audio=tmp_path / "take.wav"),
    ):
        with pytest.raises(InputFaults, match="a real one needs sound"):
            run(wish, lambda _: None)


@pytest.mark.parametrize("more", [{"reference": Path("take.wav")}, {"condition": "drift"}])
def test_what_needs_real_sound_says_so(tmp_path: Path, more: dict[str, Any]) -> None:
    song(tmp_path)
    with pytest.raises(InputFaults, match="only real sound"):
        run(WordsWish(tmp_path / "song.lrc", **more), lambda _: None)


@pytest.mark.slow
def test_by_a_reference_the_music_of_another_take_is_followed(tmp_path: Path) -> None:
    show = Path("shows/first-light")
    wish = WordsWish(
        show / "first-light.lrc",
        ("lyrics",),
        audio=_beginning(show / "first-light.ogg", tmp_path),
        recogniser="sphinx",
        reference=show / "first-light.ogg",
        condition="all",
        seeds=1,
        json=tmp_path / "a.json",
    )
    said: list[str] = []
    assert run(wish, said.append) == 0
    told = json.loads((tmp_path / "a.json").read_text())
    assert told["position_error_ms"]["p50"] <= 60.0
    assert told["position_error_ms"]["p95"] <= 250.0
    assert told["lines_locked"] >= 4
    assert any("the music:" in line for line in said)


@pytest.mark.slow
def test_real_sound_is_heard_by_a_real_recogniser(tmp_path: Path) -> None:
    show = Path("shows/first-light")
    said: list[str] = []
    wish = WordsWish(
        show / "first-light.lrc",
        ("lyrics",),
        audio=_beginning(show / "first-light.ogg", tmp_path),
        recogniser="sphinx",
        seeds=1,
        json=tmp_path / "a.json",
    )
    assert run(wish, said.append) == 0
    told = json.loads((tmp_path / "a.json").read_text())
    assert told["recogniser"] == "sphinx"
    assert told["lines_locked"] >= 3  # of the four that are sung in 18 seconds
    assert told["lock_delay_s"]["p50"] < 1.5


def _beginning(take: Path, folder: Path) -> Path:
    import soundfile

    samples, rate = soundfile.read(take)
    soundfile.write(folder / "take.wav", samples[: 18 * rate], rate)
    return folder / "take.wav"
