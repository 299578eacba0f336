"""Devices by the names a rig uses. Enters: nothing. Leaves: lines of text. Thread: the main one."""

from __future__ import annotations

from collections.abc import Callable

from livevis.errors import DeviceLost
from livevis.wall.screens import Screen


def show_devices(say: Callable[[str], None]) -> int:
    """Microphones and displays; whatever cannot be listed says why and what to do."""
    from livevis.hear.devices import input_devices

    say("microphones ([hear] input = …):")
    try:
        found = input_devices()
        for device in found:
            mark = "*" if device.default else " "
            say(f"  {mark} {device.name}   {device.channels} channels, {device.rate} Hz")
        if not found:
            say("    none; plug one in: it is looked for all the time")
    except DeviceLost as error:
        say(f"    {error}")
    say("displays ([wall] display = …):")
    seen = screens_here()
    if not seen:
        say("    no screen here; shows play headless")
    for screen in seen:
        x, y, width, height = screen.rect
        say(f"    {screen.name}   {width}x{height} at {x},{y}")
    return 0


def screens_here() -> list[Screen]:
    """The screens somebody could see; none on a machine without. Opens no window."""
    from livevis.wall.display import available
    from livevis.wall.screens import screens

    if not available():
        return []
    import pygame

    running = pygame.display.get_init()
    pygame.display.init()
    try:
        return screens()
    finally:
        if not running:
            pygame.display.quit()
