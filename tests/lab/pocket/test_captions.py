"""Captions: true to the scene, in the prompter's form, never the same twice in a row, a tenth held out."""

from __future__ import annotations

import numpy as np
import pytest

from livevis.lab.pocket.captions import caption, holdout, sentence
from livevis.lab.pocket.plan import Cast, Scene
from livevis.lab.pocket.scene import draw
from livevis.lab.pocket.vocabulary import vocabulary
from livevis.prompt.template import WORD_BUDGET, phrases

KNOWN = vocabulary().limited(60, 8, 4)
_VALLEYS = {"valley", "hills", "hillside", "glen", "lowlands", "hollow", "dale"}
_ELSEWHERE = {
    "ocean",
    "waves",
    "docks",
    "pier",
    "summit",
    "meadow",
    "prairie",
    "woods",
    "jungle",
    "town",
    "creek",
}


def scene(name: str = "boat", count: int = 1, tint: str = "", tones: tuple[str, ...] = ()) -> Scene:
    return Scene((Cast(KNOWN.subject(name), count, "", tint),), "sea", "night", "rain", "ink", tones, 3)


def captions(one: Scene, count: int = 200) -> list[str]:
    rng = np.random.default_rng(5)
    return [caption(one, KNOWN, rng) for _ in range(count)]


def test_the_same_generator_gives_the_same_words() -> None:
    assert captions(scene(), 40) == captions(scene(), 40)


def test_every_caption_names_its_subject_once() -> None:
    subject = KNOWN.subject("boat")
    for text in captions(scene()):
        assert any(word in text for word in subject.words), text


def test_one_and_many_are_told_apart() -> None:
    many = captions(scene("wolf", count=3))
    assert all("wolves" in text for text in many), many
    assert any("three" in text for text in many)
    assert not any("wolves" in text for text in captions(scene("wolf")))


def test_a_tint_is_always_told_but_in_bare_keywords() -> None:
    words = KNOWN.tint_words["red"]
    told = [any(word in text for word in words) for text in captions(scene("house", tint="red"))]
    assert np.mean(told) > 0.85


def test_tones_and_style_stand_last() -> None:
    for text in captions(scene(tones=("navy", "gold"))):
        if "tones" in text:
            assert phrases(text)[-1] == "navy and gold tones"
    styled = [any(word in text for word in KNOWN.look("ink").words) for text in captions(scene())]
    assert all(styled)


def test_what_is_not_usual_is_told_and_the_form_varies() -> None:
    texts = captions(scene())
    nights = np.mean([any(word in text for word in KNOWN.hour("night").words) for text in texts])
    assert nights == 1.0
    assert len(set(texts)) > 190


def test_a_scene_without_subjects_is_its_place() -> None:
    empty = Scene((), "harbor", "dawn", "", "neon")
    rng = np.random.default_rng(0)
    for _ in range(50):
        assert len(caption(empty, KNOWN, rng)) > 4


def test_a_theme_may_follow_and_the_first_place_told_is_the_scene_s() -> None:
    one = Scene((Cast(KNOWN.subject("wolf")),), "valley", "dawn", "", "ink", (), 3)
    texts = captions(one, 400)
    others = [text for text in texts if _ELSEWHERE & set(text.replace(",", "").split())]
    assert 4 <= len(others) < 40
    for text in others:
        words = text.replace(",", "").split()
        assert min(map(words.index, _VALLEYS & set(words))) < min(map(words.index, _ELSEWHERE & set(words)))


def test_a_theme_tells_no_other_hour() -> None:
    one = Scene((Cast(KNOWN.subject("wolf")),), "valley", "dawn", "", "ink", (), 3)
    for text in captions(one, 300):
        words = set(text.replace(",", "").split())
        assert not words & {"night", "midnight", "moonlight", "sunset", "dusk", "twilight", "noon"}, text


def test_all_captions_fit_a_text_encoder() -> None:
    rng = np.random.default_rng(1)
    for seed in range(300):
        text = caption(draw(seed, KNOWN), KNOWN, rng)
        assert text == text.strip()
        assert ", ," not in text
        assert "  " not in text
        assert len(text.split()) <= WORD_BUDGET


def test_sentences_have_sixteen_words_at_most() -> None:
    rng = np.random.default_rng(2)
    said = [sentence(draw(seed, KNOWN), KNOWN, rng) for seed in range(300)]
    assert max(len(text.split()) for text in said) <= 16
    assert all("," not in text for text in said)


def test_a_tenth_of_the_combinations_is_held_out_for_every_subject() -> None:
    places, looks = KNOWN.places, ["", *(look.name for look in KNOWN.looks)]
    shares = []
    for subject in KNOWN.subjects:
        held = [
            holdout(Scene((Cast(subject),), place.name, "day", "", look))
            for place in places
            for look in looks
        ]
        shares.append(np.mean(held))
    assert np.mean(shares) == pytest.approx(0.1, abs=0.02)
    assert min(shares) > 0


def test_holdout_knows_only_subject_place_and_look() -> None:
    for seed in range(100):
        one = draw(seed, KNOWN)
        other = Scene(one.casts, one.place, "dawn", "fog", one.look, ("navy",), seed + 1)
        assert holdout(one) == holdout(other)
    assert not holdout(Scene((), "sea", look="ink"))


def test_nothing_is_said_twice_about_the_weather_and_mass_words_take_no_article() -> None:
    snowing = Scene((Cast(KNOWN.subject("lightning")),), "sea", "night", "snow", "", (), 1)
    for text in captions(snowing):
        assert text.count("falling snow") <= 1, text
        assert not text.startswith("a lightning,"), text
