"""The summarising prompter: with a tiny real T5, and with its words put into its mouth."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from livevis.errors import ModelFault
from livevis.messages import Look, Scene, SongStart, Trigger, Urgency, Why
from livevis.prompt.picker import WordPicker
from livevis.prompt.summary import T5Prompter, stutters, tidy
from tests.fakes.tiny_t5 import build_tiny_t5

SCENE = Scene("song", "song", "Title", Look(style="ink", never=("gun",)), theme="a harbour town")
LINE = "the paper boat is drifting down to where the river ends"


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_t5(tmp_path_factory.mktemp("t5"))


class Parrot(T5Prompter):
    """Says what it was told to; everything else is the real prompter."""

    def __init__(self, *answers: str | Exception) -> None:
        super().__init__(Path("nowhere"))
        self._answers = list(answers)
        self.asked: list[str] = []

    def _generate(self, text: str) -> str:
        self.asked.append(text)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def trigger(text: str, urgency: Urgency = Urgency.NOW, why: Why = Why.LINE, name: str = "t") -> Trigger:
    return Trigger(name, why, urgency, text, SCENE, 0.0)


def test_a_real_t5_condenses_from_its_folder(folder: Path) -> None:
    with T5Prompter(folder) as prompter:
        first, refined = prompter(trigger("a paper boat on the black river"))
        again = T5Prompter(folder)
        with again:
            assert [first, refined] == list(again(trigger("a paper boat on the black river")))
    assert first == next(iter(WordPicker()(trigger("a paper boat on the black river"))))
    assert (first.id, refined.id) == ("p-t", "p-tb")
    assert refined.text.endswith("a harbour town, ink")
    assert refined.text.startswith(refined.subject)
    assert refined.subject != first.subject


def test_a_folder_may_bring_its_own_way_of_generating(folder: Path, tmp_path: Path) -> None:
    usual = {"max_new_tokens": 24, "no_repeat_ngram_size": 3, "repetition_penalty": 1.3}
    with T5Prompter(folder) as prompter:
        assert prompter._settings == usual
        assert len(prompter.condense(LINE).split()) > 4
    own = shutil.copytree(folder, tmp_path / "own")
    file = own / "generation_config.json"
    file.write_text(
        json.dumps({**json.loads(file.read_text()), "max_new_tokens": 2, "repetition_penalty": 1.0})
    )
    with T5Prompter(own) as prompter:
        assert prompter._settings == {**usual, "max_new_tokens": 2, "repetition_penalty": 1.0}
        assert len(prompter.condense(LINE).split()) <= 2


def test_the_input_reaches_the_model(folder: Path) -> None:
    with T5Prompter(folder) as prompter:
        lines = ["a paper boat on the black river", "red rain over the house", "stars over the sea"]
        assert len({prompter._generate(line) for line in lines}) == 3
        assert "<" not in "".join(prompter._generate(line) for line in lines)


def test_a_missing_folder_is_told_on_entering(tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match=r"config\.json is missing"), T5Prompter(tmp_path / "none"):
        pass


def test_wanted_now_the_pickers_prompt_comes_before_t5_has_even_been_asked() -> None:
    prompter = Parrot("a lonely boat adrift on endless water")
    answers = prompter(trigger(LINE))
    first = next(answers)
    assert prompter.asked == []
    assert first.id == "p-t"
    (refined,) = answers
    assert refined.id == "p-tb"
    assert refined.text == "a lonely boat adrift on endless water, a river, a harbour town, ink"
    assert prompter.asked == [LINE]


def test_closing_it_after_the_first_prompt_never_runs_t5() -> None:
    prompter = Parrot()
    answers = prompter(trigger(LINE))
    next(answers)
    answers.close()
    assert prompter.asked == []


def test_wanted_ahead_there_is_one_prompt_the_refined_one() -> None:
    (only,) = Parrot("a lonely boat adrift on endless water")(trigger(LINE, Urgency.AHEAD))
    assert only.id == "p-t"
    assert only.subject.startswith("a lonely boat adrift")


@pytest.mark.parametrize(
    "worthless",
    [
        "",
        "boat",
        "boat boat boat boat",
        "the of a on",
        LINE,
        "river, river and river on river",
    ],
)
def test_a_worthless_summary_leaves_the_pickers_prompt(worthless: str) -> None:
    (only,) = Parrot(worthless)(trigger(LINE, Urgency.AHEAD))
    assert only == next(iter(WordPicker()(trigger(LINE, Urgency.AHEAD))))
    assert len(list(Parrot(worthless)(trigger(LINE)))) == 1


def test_a_summary_like_the_last_is_turned_down() -> None:
    prompter = Parrot(
        "a lonely boat adrift on water", "lonely boat adrift on the water", "a red bird over fields"
    )
    assert len(list(prompter(trigger(LINE)))) == 2
    assert len(list(prompter(trigger("the water carries us away tonight")))) == 1
    assert len(list(prompter(trigger("there goes the bird again")))) == 2


def test_a_refrain_returns_with_the_prompt_it_had_and_is_condensed_once() -> None:
    prompter = Parrot("a lonely boat adrift on water", "a red bird over fields")
    first = [prompt.text for prompt in prompter(trigger(LINE))]
    list(prompter(trigger("there goes the bird again")))
    assert [prompt.text for prompt in prompter(trigger(LINE.upper() + "!"))] == first
    assert len(prompter.asked) == 2


def test_a_refinement_that_says_the_same_is_not_sent() -> None:
    assert len(list(Parrot("a drifting paper boat, where the river")(trigger(LINE)))) == 1


def test_a_failing_t5_costs_nothing_but_a_note() -> None:
    prompter = Parrot(RuntimeError("out of luck"))
    (only,) = prompter(trigger(LINE))
    assert only.id == "p-t"
    assert "out of luck" in prompter.notes[0]


def test_forbidden_words_are_blocked_in_summaries_too() -> None:
    (only,) = Parrot("a man with guns on a boat of stone")(trigger(LINE, Urgency.AHEAD))
    assert "gun" not in only.text
    assert "boat of stone" in only.text


def test_a_cue_is_left_as_its_author_wrote_it() -> None:
    prompter = Parrot()
    (only,) = prompter(trigger("two foxes in snow", why=Why.CUE))
    assert only.subject == "two foxes in snow"
    assert prompter.asked == []


def test_a_new_song_forgets_lines_and_takes_its_language() -> None:
    prompter = Parrot("a lonely boat adrift on water", "a lonely boat adrift on water")
    list(prompter(trigger(LINE)))
    prompter.reset()
    assert list(prompter(SongStart("s", "t", 0.0, language="fr"))) == []
    assert [prompt.subject for prompt in prompter(trigger("la lune"))] == ["moon"]  # T5 knows English only
    assert len(prompter.asked) == 1
    assert list(prompter(SongStart("s2", "t", 9.0, language="en-GB"))) == []
    assert len(list(prompter(trigger(LINE)))) == 2


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("summarize: a boat . a river .", "a boat, a river"),
        ("a boat on the", "a boat"),
        (" . ", ""),
        (" ".join(f"word{i}" for i in range(30)), " ".join(f"word{i}" for i in range(18))),
    ],
)
def test_tidy(said: str, kept: str) -> None:
    assert tidy(said) == kept


def test_stutters() -> None:
    assert stutters("a boat boat")
    assert stutters("sea and sea or sea")
    assert not stutters("the boat on the river and the sea")
