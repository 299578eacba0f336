import pytest

from livevis.desk.bindings import ACTIONS, Action, bindings
from livevis.errors import InputFaults
from livevis.messages.keys import DEFAULT_KEYS


def test_the_defaults_are_the_contract_s():
    table = bindings()
    want = {
        "space": Action("go"), "backspace": Action("back"), "left": Action("nudge", -1.0),
        "right": Action("nudge", 1.0), "h": Action("hold"), "f": Action("freeze"), "b": Action("blackout"),
        "escape": Action("panic"), "r": Action("restore"), "up": Action("brightness", 1.0),
        "down": Action("brightness", -1.0), "o": Action("overlay"), "m": Action("mute"), "q": Action("quit"),
    }  # fmt: skip
    want |= {str(n): Action("jump", float(n)) for n in range(1, 10)}
    assert table == want


def test_the_whole_default_table_handed_back_is_the_default():
    assert set(DEFAULT_KEYS) == set(ACTIONS)
    assert bindings(DEFAULT_KEYS) == bindings()


def test_a_key_moves_and_one_taken_leaves_its_default():
    table = bindings({"go": "Enter", "freeze": "b"})
    assert table["return"] == Action("go")
    assert "space" not in table
    assert table["b"] == Action("freeze")
    assert Action("blackout") not in table.values()


def test_jump_takes_a_row():
    table = bindings({"jump": "4-6"})
    assert [table[key].argument for key in "456"] == [1.0, 2.0, 3.0]
    assert "1" not in table


def test_all_faults_are_told_at_once():
    with pytest.raises(InputFaults) as told:
        bindings({"fly": "x", "go": "g", "back": "G", "dance": "d"}, where="wall.toml, [keys]")
    text = str(told.value)
    assert len(told.value.faults) == 3
    for word in ("'fly'", "'dance'", "'go' and 'back'", "wall.toml"):
        assert word in text
