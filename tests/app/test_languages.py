"""Who hears what: pocketsphinx English, a Whisper folder what its config says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livevis.app.languages import hears, language_faults, say_unheard, unheard
from livevis.app.parts import Casting
from livevis.show.rig import Rig
from livevis.weights.catalogue import Role
from livevis.weights.choose import Choice
from livevis.weights.store import Store

from .stagehands import move_house, song

SPHINX = Choice(Role.WORDS, "sphinx", None, "")


def whisper(folder: Path, languages: int) -> Choice:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({"lang_ids": list(range(languages))}))
    return Choice(Role.WORDS, "whisper-x", folder, "")


def rig(fallback: str | None = None) -> Rig:
    return Rig.model_validate({"words": {"language_fallback": fallback}})


@pytest.mark.parametrize(
    ("language", "fallback", "sphinx", "english", "multilingual"),
    [
        ("en", None, True, True, True),
        ("en", "de", True, True, True),
        ("auto", None, True, True, True),
        ("de", None, False, False, True),
        ("de", "en", True, True, True),
        ("de", "de", False, False, True),
        ("de", "fr", False, False, True),
        ("de", "auto", False, False, True),
    ],
)
def test_a_song_is_heard_in_its_language_or_in_the_fallback(
    tmp_path: Path, language: str, fallback: str | None, sphinx: bool, english: bool, multilingual: bool
) -> None:
    parts = (SPHINX, whisper(tmp_path / "en", 1), whisper(tmp_path / "all", 99))
    found = [not list(unheard([song("one", language=language)], rig(fallback), part)) for part in parts]
    assert found == [sphinx, english, multilingual]


def test_regions_of_a_language_are_heard_with_it(tmp_path: Path) -> None:
    assert hears(SPHINX, "en-GB")
    assert not hears(SPHINX, "de-AT")
    assert not hears(whisper(tmp_path / "en", 1), "auto")


def test_the_fault_names_song_language_part_and_remedy() -> None:
    first, second = unheard([song(name, language="de") for name in ("one", "two")], rig("fr"), SPHINX)
    assert (first.where, second.where) == ("song 'one'", "song 'two'")
    assert first.what == "no recogniser here hears 'de', nor the fallback 'fr' (sphinx hears English only)"
    assert "livevis models fetch whisper-small" in first.remedy
    assert 'language_fallback = "en"' in first.remedy


def test_what_a_casting_would_choose_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move_house(monkeypatch, tmp_path)
    casting = Casting(rig(), tmp_path, False, Store(tmp_path / "models", tmp_path / "cache"))
    said: list[str] = []
    songs = [song("one"), song("two", language="de")]
    say_unheard(songs, casting, said.append)
    (fault,) = language_faults(songs, casting)
    assert said == [f"  ! {fault}"]
