import pytest

from livevis.desk.bindings import bindings
from livevis.desk.keyboard import Keyboard
from livevis.desk.surface import Surface


@pytest.fixture
def pygame(monkeypatch):
    """pygame with a display nobody sees, and an empty queue."""
    import pygame

    pygame.display.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.event.clear()
    yield pygame
    pygame.display.quit()


def _names(keyboard, at):
    return [(command.name, command.argument) for command in keyboard.commands(at)]


def _key(pygame, key, down=True):
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN if down else pygame.KEYUP, key=key))


def test_keys_become_commands_in_order(pygame):
    keyboard: Surface = Keyboard(bindings())
    for key in (pygame.K_SPACE, pygame.K_ESCAPE, pygame.K_LEFT, pygame.K_3, pygame.K_KP5, pygame.K_z):
        _key(pygame, key)
    want = [("go", 0.0), ("panic", 0.0), ("nudge", -1.0), ("jump", 3.0), ("jump", 5.0)]
    assert _names(keyboard, 1.0) == want
    assert list(keyboard.commands(1.1)) == []


def test_a_held_key_acts_once_until_it_comes_up(pygame):
    keyboard = Keyboard(bindings())
    for frame in range(60):
        _key(pygame, pygame.K_f)
        assert len(_names(keyboard, frame / 60)) == (frame == 0)
    _key(pygame, pygame.K_f, down=False)
    _key(pygame, pygame.K_f)
    assert _names(keyboard, 2.0) == [("freeze", 0.0)]


def test_commands_are_dated_now_and_a_hasty_go_is_refused(pygame):
    keyboard = Keyboard(bindings(), go_guard_ms=300)
    for at, name in ((4.0, "go"), (4.2, "go-rejected"), (4.4, "go")):
        _key(pygame, pygame.K_SPACE)
        _key(pygame, pygame.K_SPACE, down=False)
        (command,) = keyboard.commands(at)
        assert (command.name, command.at) == (name, at)


@pytest.mark.parametrize("events", [("QUIT",), ("WINDOWCLOSE",), ("WINDOWCLOSE", "QUIT")])
def test_closing_the_window_quits_at_once_and_once(pygame, events):
    for name in events:
        pygame.event.post(pygame.event.Event(getattr(pygame, name)))
    assert _names(Keyboard(bindings()), 1.0) == [("quit", 0.0)]


def test_losing_the_focus_lets_keys_go(pygame):
    keyboard = Keyboard(bindings())
    _key(pygame, pygame.K_h)
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    _key(pygame, pygame.K_h)
    assert _names(keyboard, 1.0) == [("hold", 0.0), ("hold", 0.0)]


def test_without_a_display_there_is_nothing_to_read():
    import pygame

    pygame.display.quit()
    assert list(Keyboard(bindings()).commands(0.0)) == []
