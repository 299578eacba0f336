import numpy as np
import pytest

from livevis.errors import DeviceLost
from livevis.messages import Frame
from livevis.wall import display as module
from livevis.wall.display import Display, DisplayWish, available, fit
from livevis.wall.screens import Screen, screens


@pytest.fixture(params=["offscreen", "dummy"])
def driver(request, monkeypatch):
    """SDL without a screen, started anew."""
    import pygame

    pygame.display.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", request.param)
    yield request.param
    pygame.display.quit()


def _frame(colour, size=(64, 36)):
    return Frame(np.full((size[1], size[0], 3), colour, np.uint8), 0.0, 0)


def _seen(display):
    import pygame

    return pygame.surfarray.array3d(display._window.get_surface()).swapaxes(0, 1)


def test_a_frame_stands_in_the_window(driver):
    with Display(DisplayWish(size=(64, 36))) as display:
        made = np.random.default_rng(0).integers(0, 256, (36, 64, 3), dtype=np.uint8)
        display.show(Frame(made, 0.0, 0))
        assert np.array_equal(_seen(display), made)
        assert display.notices() == []


def test_another_aspect_is_fitted_whole_with_black_bars(driver):
    with Display(DisplayWish(size=(200, 200))) as display:
        display.show(_frame((10, 200, 30), (64, 32)))
        seen = _seen(display)
        assert tuple(seen[100, 100]) == (10, 200, 30)
        assert tuple(seen[0, 100]) == (0, 0, 0)
        assert (seen[100] == (10, 200, 30)).all()


def test_the_user_may_resize_the_window(driver):
    with Display(DisplayWish(size=(64, 36))) as display:
        display._window.size = (128, 72)
        display.show(_frame((10, 200, 30)))
        seen = _seen(display)
        assert seen.shape == (72, 128, 3)
        assert (seen == (10, 200, 30)).all()


def test_a_rect_is_pixel_exact_and_the_rest_black(driver):
    with Display(DisplayWish(size=(200, 100), rect=(8, 4, 64, 36))) as display:
        display.show(_frame((90, 90, 90)))
        seen = _seen(display)
        assert (seen[4:40, 8:72] == 90).all()
        assert seen.sum() == 90 * 3 * 64 * 36


def test_full_screen_fills_it_and_hides_the_pointer(driver):
    import pygame

    with Display(DisplayWish(size=(64, 36), fullscreen=True)) as display:
        display.show(_frame((90, 90, 90)))
        assert _seen(display).shape[1::-1] == pygame.display.get_desktop_sizes()[0]
        assert not pygame.mouse.get_visible()
        assert not pygame.display.get_allow_screensaver()


def test_an_unknown_screen_is_said_and_another_taken(driver):
    with Display(DisplayWish(name="no such projector", size=(64, 36))) as display:
        assert "no such projector" in display.notices()[0]
        assert display.notices() == []
        display.show(_frame((1, 2, 3)))


def test_on_a_single_screen_the_panel_lies_over_the_picture_and_never_in_the_frame(driver):
    with Display(DisplayWish(size=(64, 36))) as display:
        panel = np.zeros((10, 64, 4), np.uint8)
        panel[...] = (255, 0, 0, 255)
        display.panel(panel)
        frame = _frame((0, 0, 90))
        display.show(frame)
        assert tuple(_seen(display)[-1, 30]) == (255, 0, 0)
        assert tuple(_seen(display)[5, 30]) == (0, 0, 90)
        assert (frame.pixels == (0, 0, 90)).all()
        display.panel(None)
        display.show(frame)
        assert (_seen(display) == (0, 0, 90)).all()


def test_the_panel_lets_the_picture_shine_through(driver):
    with Display(DisplayWish(size=(64, 36))) as display:
        panel = np.full((36, 64, 4), (0, 0, 0, 128), np.uint8)
        display.panel(panel)
        for _ in range(3):
            display.show(_frame((200, 200, 200)))
            assert np.abs(_seen(display).astype(int) - 100).max() <= 2


def test_with_two_screens_the_panel_has_its_own_window(driver, monkeypatch):
    import pygame

    pair = [Screen(0, "desk", (0, 0, 800, 600)), Screen(1, "wall", (800, 0, 800, 600))]
    monkeypatch.setattr(module, "screens", lambda: pair)
    with Display(DisplayWish(name="wall", size=(64, 36))) as display:
        panel = np.full((20, 30, 4), 255, np.uint8)
        display.panel(panel)
        display.show(_frame((0, 0, 90)))
        assert (_seen(display) == (0, 0, 90)).all()
        desk = pygame.surfarray.array3d(display._operator.get_surface())
        assert tuple(desk[3, 3]) == (255, 255, 255)


def test_closing_is_seen_and_left_for_the_keyboard(driver):
    import pygame

    with Display(DisplayWish(size=(64, 36))) as display:
        assert not display.closed()
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        assert display.closed()
        assert pygame.event.get(pygame.QUIT)
        assert display.closed()


def test_a_lost_window_is_opened_again_and_said(driver):
    with Display(DisplayWish(size=(64, 36))) as display:
        display._window.destroy()
        display.show(_frame((7, 8, 9)))
        assert (_seen(display) == (7, 8, 9)).all()
        assert "lost" in display.notices()[0]


def test_no_screen_is_told_with_its_remedy(monkeypatch):
    import pygame

    pygame.display.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", "no-such-driver")
    with pytest.raises(DeviceLost, match="--headless"), Display(DisplayWish()):
        pass


def test_availability_never_raises(monkeypatch):
    import pygame

    pygame.display.quit()
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert not available()
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    assert not available()
    monkeypatch.setenv("SDL_VIDEODRIVER", "no-such-driver")
    assert not available()
    monkeypatch.delenv("SDL_VIDEODRIVER")
    monkeypatch.setenv("DISPLAY", ":97531")
    assert not available()
    assert not pygame.display.get_init()


def test_screens_have_names_and_places(driver):
    import pygame

    pygame.display.init()
    found = screens()
    assert [screen.index for screen in found] == list(range(len(found)))
    assert found[0].name
    assert found[0].rect[2:] == pygame.display.get_desktop_sizes()[0]


def test_fit():
    assert fit((1280, 720), (1920, 1080)) == (0, 0, 1920, 1080)
    assert fit((1280, 720), (1280, 1024)) == (0, 152, 1280, 720)
    assert fit((100, 400), (200, 200)) == (75, 0, 50, 200)
