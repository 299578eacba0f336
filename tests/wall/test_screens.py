import pytest

from livevis.wall.screens import Screen, choose

FOUND = [
    Screen(0, "Built-in", (0, 0, 1440, 900)),
    Screen(1, "HDMI-2 Novastar", (1440, 0, 1920, 1080)),
    Screen(2, "HDMI-3 Novastar", (3360, 0, 1920, 1080)),
]


@pytest.mark.parametrize(
    ("name", "hint", "index", "said"),
    [
        ("", 0, 0, False),
        ("", 2, 2, False),
        ("", 9, 0, False),
        ("built-in", 2, 0, False),
        ("HDMI-3", 0, 2, False),
        ("novastar", 0, 1, False),
        ("novastar", 2, 2, False),
        ("Epson", 1, 1, True),
        ("Epson", -1, 0, True),
    ],
)
def test_the_name_decides_and_the_index_only_hints(name, hint, index, said):
    screen, notice = choose(FOUND, name, hint)
    assert screen.index == index
    assert bool(notice) == said


def test_a_missing_screen_is_named_with_those_there_are():
    _, notice = choose(FOUND, "Epson")
    assert "'Epson'" in notice
    assert "HDMI-2 Novastar" in notice


def test_no_screen_at_all():
    with pytest.raises(ValueError, match="no screen"):
        choose([], "x")
