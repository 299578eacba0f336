"""The word picker, line by line."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.messages import Look, Prompt, Scene, SongStart, Trigger, Urgency, Why
from livevis.prompt.blend import words_of
from livevis.prompt.never import Never
from livevis.prompt.picker import WordPicker
from livevis.prompt.template import SMALL, WORD_BUDGET

INK = Look(style="ink on wet card")


def prompted(line: str, look: Look = INK, theme: str = "", **changes: object) -> Prompt:
    picker = WordPicker()
    scene = Scene("song", "song", str(changes.pop("title", "Untitled")), look, theme)
    values: dict[str, object] = {"why": Why.LINE, "urgency": Urgency.NOW, **changes}
    (prompt,) = picker(Trigger(id="t", text=line, scene=scene, at=0.0, **values))  # type: ignore[arg-type]
    return prompt


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        (
            "A paper boat on the black river, lanterns, night, so lonely",
            "a paper boat on a black river, lanterns, night, lonely",
        ),
        ("The stars are falling down on me", "falling stars"),
        ("We all live in a yellow submarine", "a yellow submarine"),
        ("I saw the house burning in the rain", "a burning house in the rain"),
        ("Red roses on the windowsill of the old house", "red roses on a windowsill of an old house"),
        ("The silver train runs through the frozen fields", "a running silver train through frozen fields"),
        ("I walk alone down empty streets at midnight", "empty streets at midnight, alone"),
        ("Rain, rain, rain on the roof", "rain on a roof"),
        ("A thousand horses galloping", "galloping horses"),
        ("White horses cross the valley", "white horses, a valley"),
        ("Paint the mountain rose", "a mountain rose"),
        ("Two swallows leave the tower", "two swallows, a tower"),
        ("Shine bright like a diamond", "diamond"),
        ("Purple rain, purple rain", "purple rain"),
        ("a fallin' leaf on a kitchen table", "a falling leaf on a kitchen table"),
        ("We were dancing in the dark", "the darkness"),
        ("The moon’s over the mountains", "the moon over mountains"),
        (
            "There's a lighthouse on the cliff and the waves are rising",
            "a lighthouse on a cliff and rising waves",
        ),
        ("oh yeah, na na na, a bird", "a bird"),
    ],
)
def test_what_a_line_shows(line: str, subject: str) -> None:
    assert prompted(line).subject == subject


@pytest.mark.parametrize(
    ("line", "echo"),
    [
        ("Say goodbye, my love, goodbye", "a train leaving an empty platform"),
        ("I will always love you", "two hands almost touching"),
        ("It was all a dream", "a bed floating among clouds"),
        ("I keep remembering", "an old photograph in lamplight"),
    ],
)
def test_a_line_nobody_can_paint_borrows_a_picture(line: str, echo: str) -> None:
    assert prompted(line).subject == echo


def test_the_whole_prompt() -> None:
    prompt = prompted(
        "A paper boat on a black river, so lonely",
        theme="a harbour town",
        look=Look(style="ink", palette=("#000000",)),
    )
    assert prompt.text == "a paper boat on a black river, lonely, a harbour town, ink"
    assert prompt.id == "p-t"


def test_a_line_that_shows_nothing_leans_on_the_theme() -> None:
    prompt = prompted("oh yeah, na na na", theme="a harbour town at night")
    assert prompt.text == "a harbour town at night, ink on wet card"
    assert prompt.subject == ""


def test_without_a_theme_it_leans_on_the_title_and_then_on_light() -> None:
    assert (
        prompted("oh yeah", title="Silver Lanterns").text
        == "silver lanterns, drifting light, ink on wet card"
    )
    assert "drifting light" in prompted("oh yeah", title="").text
    assert prompted("", look=Look(), title="").text == "drifting light"


def test_a_cue_is_taken_as_written_and_its_theme_not_said_twice() -> None:
    cue = "Two foxes, snow; the end of the world"
    assert (
        prompted(cue, why=Why.CUE, theme=cue).text == "Two foxes, snow, the end of the world, ink on wet card"
    )


@pytest.mark.parametrize(
    "line", ["a gun in a bloody river", "Guns! guns and roses", "shooting a gun", "bloodred moon, blood"]
)
def test_forbidden_words_appear_nowhere(line: str) -> None:
    look = Look(style="gun metal, ink", never=("gun", "blood", "shoot"))
    prompt = prompted(line, look=look, theme="blood on snow")
    assert not Never(look.never).blocks(prompt.text)
    assert "ink" in prompt.text


def test_a_forbidden_echo_is_not_painted() -> None:
    assert "train" not in prompted("goodbye", look=Look(never=("train",))).text


@pytest.mark.parametrize(
    ("language", "line", "subject"),
    [
        ("de", "Die Sterne über dem schwarzen Meer", "stars, black sea"),
        ("fr", "La lune se lève sur l'eau noire", "moon, black water"),
        ("es", "Bajo la lluvia te espero en la ciudad", "rain, a city"),
        ("it", "Sotto le stelle, il mare", "stars, sea"),
        ("sv", "Jag vandrar genom skogen", "vandrar genom skogen"),
    ],
)
def test_other_languages(language: str, line: str, subject: str) -> None:
    picker = WordPicker()
    assert list(picker(SongStart("s", "t", 0.0, language=language))) == []
    assert (
        picker.pick(line).subject + (f", {picker.pick(line).setting}" if picker.pick(line).setting else "")
        == subject
    )


SUNG = (
    "oh the a black river paper boats boat stars falling fell I you love goodbye , . and on in of lonely "
    "dark is are gun rain raining never zeppelin ’til don't 99 — été"
)
LINES = st.lists(st.sampled_from(SUNG.split()), max_size=24).map(" ".join)


@given(LINES, LINES)
@settings(deadline=None, max_examples=150)
def test_any_line_gives_a_usable_prompt(line: str, theme: str) -> None:
    prompt = prompted(line, theme=theme, look=Look(style="ink", never=("gun",)))
    words = words_of(prompt.text)
    assert words
    assert len(words) <= WORD_BUDGET
    assert not Never(("gun",)).blocks(prompt.text)
    assert prompt.text.startswith(prompt.subject)
    assert prompted(line, theme=theme, look=Look(style="ink", never=("gun",))) == prompt


@given(LINES)
@settings(deadline=None, max_examples=100)
def test_no_word_from_the_line_is_said_twice(line: str) -> None:
    words = [word for word in words_of(prompted(line, title="").subject) if word not in SMALL]
    assert len(words) == len(set(words)), words


def test_it_is_quick() -> None:
    start = time.process_time()
    for _ in range(100):
        prompted("The silver train runs through the frozen fields and the stars are falling on the sea")
    assert time.process_time() - start < 2.0
