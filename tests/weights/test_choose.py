"""Who plays each role, why, and what would bring more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.errors import ModelFault
from livevis.weights import carried
from livevis.weights.catalogue import BUILT_IN, CARRIED, PACE, Role, models_for
from livevis.weights.choose import PATIENCE, Candidate, Machine, candidates_for, choose, pace_name
from livevis.weights.placement import Memory
from livevis.weights.store import Store
from tests.fakes.model_hub import whisper_files
from tests.fakes.pocket_shelf import lay_pocket

HERE = Path("/models/here")
CPU = Machine.virtual()
GPU = Machine("cuda", Memory(64 * 10**9, 24 * 10**9))


def candidates(role: Role, *here: str, measured: dict[str, float] | None = None) -> tuple[Candidate, ...]:
    known = (*models_for(role), *([CARRIED[role]] if role in CARRIED else []))
    return tuple(
        Candidate(model, HERE / model.name if model.name in here else None, (measured or {}).get(model.name))
        for model in known
    )


@pytest.mark.parametrize("role", list(Role))
def test_a_bare_machine_plays_the_built_in_part(role: Role) -> None:
    choice = choose(role, "auto", candidates(role), CPU)
    assert (choice.name, choice.folder, choice.cost) == (BUILT_IN[role][0], None, None)
    assert "built in" in choice.reason


def test_what_would_bring_more_on_two_cores() -> None:
    assert (
        choose(Role.WORDS, "auto", candidates(Role.WORDS), CPU).get_more
        == "livevis models fetch whisper-small"
    )
    # No painter keeps the pace on two cores: nothing is recommended that would not be used.
    assert choose(Role.PAINT, "auto", candidates(Role.PAINT), CPU).get_more == ""
    assert choose(Role.PAINT, "auto", candidates(Role.PAINT), GPU).get_more == "livevis models fetch sd-turbo"


def test_the_best_that_keeps_the_pace_plays() -> None:
    here = candidates(Role.WORDS, "whisper-tiny", "whisper-base", "whisper-medium")
    choice = choose(Role.WORDS, "auto", here, CPU)
    assert (choice.name, choice.folder, choice.cost) == ("whisper-base", HERE / "whisper-base", 0.35)
    assert choice.get_more == "livevis models fetch whisper-small"
    everything = candidates(Role.WORDS, *(model.name for model in models_for(Role.WORDS)))
    assert choose(Role.WORDS, "auto", everything, GPU).name == "whisper-turbo"
    assert choose(Role.WORDS, "auto", everything, GPU).get_more == ""


def test_what_came_along_plays_where_nothing_fetched_keeps_the_pace() -> None:
    here = candidates(Role.PAINT, "sd-turbo", "pocket")
    choice = choose(Role.PAINT, "auto", here, CPU)
    assert (choice.name, choice.folder, choice.cost, choice.device) == (
        "pocket",
        HERE / "pocket",
        0.15,
        "cpu",
    )
    assert choice.reason.startswith("sd-turbo is too slow here")
    assert "built-in model that keeps the pace: 0.15 s an item declared" in choice.reason
    assert choice.get_more == ""
    assert choose(Role.PAINT, "auto", here, GPU).name == "sd-turbo"
    choice = choose(Role.PAINT, "auto", candidates(Role.PAINT, "pocket"), GPU)
    assert (choice.name, choice.device) == ("pocket", "auto")  # torch may be a build without CUDA
    assert choice.get_more == "livevis models fetch sd-turbo"
    full = Machine("cuda", Memory(64 * 10**9, 10**8))
    choice = choose(Role.PAINT, "auto", candidates(Role.PAINT, "pocket"), full)
    assert (choice.name, choice.device, choice.cost) == ("pocket", "cpu", 0.15)
    assert choose(Role.PAINT, "pocket", candidates(Role.PAINT, "pocket"), full).device == "cpu"


def test_a_fetched_summary_that_keeps_the_pace_comes_before_ours() -> None:
    both = candidates(Role.PROMPT, "t5-small", "pocket")
    assert choose(Role.PROMPT, "auto", both, CPU).name == "t5-small"
    slow = candidates(Role.PROMPT, "t5-small", "pocket", measured={"t5-small": 0.9})
    assert choose(Role.PROMPT, "auto", slow, CPU).name == "pocket"
    ours = choose(Role.PROMPT, "auto", candidates(Role.PROMPT, "pocket"), CPU)
    assert (ours.name, ours.get_more) == ("pocket", "livevis models fetch t5-small")


def test_what_came_along_is_given_more_time_but_not_for_ever() -> None:
    for cost, name in (
        (PACE[Role.PAINT] * PATIENCE, "pocket"),
        (PACE[Role.PAINT] * PATIENCE + 0.1, "lantern"),
    ):
        choice = choose(Role.PAINT, "auto", candidates(Role.PAINT, "pocket", measured={"pocket": cost}), CPU)
        assert choice.name == name
    assert "pocket is too slow here: 2.5 s an item measured, 2.4 s allowed" in choice.reason
    assert choice.get_more == ""


def test_what_came_along_by_name() -> None:
    for role in CARRIED:
        choice = choose(role, "pocket", candidates(role, "pocket"), CPU)
        assert (choice.name, choice.model, choice.reason) == ("pocket", CARRIED[role], "the rig asks for it")
    with pytest.raises(ModelFault):
        choose(Role.WORDS, "pocket", candidates(Role.WORDS), CPU)


def test_it_is_a_candidate_where_it_is_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(carried, "shelves", lambda: [tmp_path])
    store = Store(tmp_path / "models", tmp_path / "cache")
    assert candidates_for(Role.PAINT, store)[-1].folder is None
    pocket = lay_pocket(tmp_path)
    known = candidates_for(Role.PAINT, store, {"pocket/painter": 0.7, "pocket/summary": 0.1})
    assert (known[-1].folder, known[-1].measured, known[-1].carried) == (pocket / "painter", 0.7, True)
    assert not any(one.carried for one in known[:-1])
    assert [pace_name(model) for model in CARRIED.values()] == ["pocket/summary", "pocket/painter"]


def test_too_slow_is_said() -> None:
    choice = choose(Role.PAINT, "auto", candidates(Role.PAINT, "sd-turbo"), CPU)
    assert choice.name == "lantern"
    assert choice.reason == "sd-turbo is too slow here: 4.2 s an item declared, 1.2 s allowed"


def test_a_measurement_beats_the_declaration() -> None:
    fast = candidates(Role.PAINT, "sd-turbo", measured={"sd-turbo": 0.9})
    choice = choose(Role.PAINT, "auto", fast, CPU)
    assert (choice.name, choice.cost) == ("sd-turbo", 0.9)
    assert "measured" in choice.reason
    slow = candidates(Role.WORDS, "whisper-small", "whisper-tiny", measured={"whisper-small": 3.0})
    assert choose(Role.WORDS, "auto", slow, CPU).name == "whisper-tiny"


def test_memory_counts() -> None:
    small = Machine("cpu", Memory(600_000_000))
    here = candidates(Role.WORDS, "whisper-small", "whisper-base")
    assert choose(Role.WORDS, "auto", here, small).name == "whisper-base"
    tiny_gpu = Machine("cuda", Memory(64 * 10**9, 10**9))
    choice = choose(Role.PAINT, "auto", candidates(Role.PAINT, "sd-turbo"), tiny_gpu)
    assert choice.name == "lantern"
    assert "on the GPU" in choice.reason


def test_asked_for_by_name() -> None:
    here = candidates(Role.PAINT, "sd-turbo")
    for wish in ("sd-turbo", "stabilityai/sd-turbo"):
        choice = choose(Role.PAINT, wish, here, CPU)
        assert (choice.name, choice.folder) == ("sd-turbo", HERE / "sd-turbo")
        assert "too slow" in choice.reason
    assert choose(Role.PAINT, "testcard", here, CPU).name == "testcard"
    with pytest.raises(ModelFault, match="livevis models fetch whisper-small"):
        choose(Role.WORDS, "whisper-small", candidates(Role.WORDS), CPU)


def test_asked_for_by_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, data in whisper_files().items():
        (folder / name).write_bytes(data)
    choice = choose(Role.WORDS, str(folder), (), CPU)
    assert (choice.name, choice.folder) == ("mine", folder)
    (folder / "model.bin").write_bytes(b"")
    with pytest.raises(ModelFault, match=r"model\.bin is empty"):
        choose(Role.WORDS, str(folder), (), CPU)
    with pytest.raises(ModelFault, match="no such folder"):
        choose(Role.WORDS, str(tmp_path / "gone"), (), CPU)


def test_a_model_of_another_role_is_no_answer() -> None:
    with pytest.raises(ModelFault):
        choose(Role.WORDS, "sd-turbo", candidates(Role.WORDS), CPU)


def test_candidates_from_a_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "models", tmp_path / "cache")
    folder = store.root / "Systran--faster-whisper-tiny"
    folder.mkdir(parents=True)
    for name, data in whisper_files().items():
        (folder / name).write_bytes(data)
    found = {
        one.model.name: (one.folder, one.measured)
        for one in candidates_for(Role.WORDS, store, {"whisper-tiny": 0.2})
    }
    assert found["whisper-tiny"] == (folder, 0.2)
    assert found["whisper-small"] == (None, None)


def test_machine_here() -> None:
    assert Machine.here().device == "cpu"
    assert Machine.here().memory.ram > 0
    assert (Machine.here(cuda=True).memory.vram or 0) > 0
    assert Machine.virtual() == Machine.virtual()


roles = st.sampled_from(list(Role))


@given(roles, st.data())
def test_auto_never_fails_and_never_breaks_the_pace(role: Role, data: st.DataObject) -> None:
    names = [one.model.name for one in candidates(role)]
    here = data.draw(st.sets(st.sampled_from(names)))
    paces = data.draw(st.dictionaries(st.sampled_from(names), st.floats(0.01, 20.0)))
    memory = Memory(data.draw(st.integers(0, 10**11)), data.draw(st.none() | st.integers(0, 10**11)))
    machine = Machine(data.draw(st.sampled_from(["cpu", "cuda"])), memory)
    known = candidates(role, *here, measured=paces)
    choice = choose(role, "auto", known, machine)
    assert choice == choose(role, "auto", known, machine)
    assert choice.reason
    if choice.folder is None:
        assert choice.name == BUILT_IN[role][0]
    else:
        assert choice.name in here
        assert choice.cost is not None
        assert choice.cost <= PACE[role] * (PATIENCE if choice.name == "pocket" else 1.0)
    if choice.get_more:
        wanted = choice.get_more.split()[-1]
        assert wanted not in here
        more = choose(role, "auto", candidates(role, *here, wanted, measured=paces), machine)
        assert more.name == wanted
