import pytest

from livevis.messages.keys import DEFAULT_KEYS, key_name


@pytest.mark.parametrize(
    ("text", "name"),
    [("Esc", "escape"), (" ", "space"), (" H ", "h"), ("page up", "pageup"), (",", "comma"), ("F5", "f5")],
)
def test_a_key_has_one_name(text, name):
    assert key_name(text) == name


def test_every_default_key_goes_by_its_one_name() -> None:
    assert [key_name(key) for key in DEFAULT_KEYS.values()] == list(DEFAULT_KEYS.values())
