"""Test patterns: on the wall, or as a PNG. Enters: a name. Leaves: light or a file. Thread: the main one."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Callable
from pathlib import Path

from livevis.app.report import check_writable
from livevis.errors import Fault, InputFaults, LivevisError
from livevis.flow.clock import SystemClock, pause
from livevis.messages import Frame
from livevis.show.load import load_rig
from livevis.wall.patterns import names, pattern


def show_pattern(name: str | None, rig_file: str | None, out: Path | None, say: Callable[[str], None]) -> int:
    """Show ``name`` until a key is pressed or the window closed; without a name, list them."""
    if name is None:
        say("patterns: " + ", ".join(names()))
        return 0
    if name not in names():
        close = difflib.get_close_matches(name, names(), n=1)
        remedy = f"Did you mean '{close[0]}'?" if close else f"There are {', '.join(names())}."
        raise InputFaults([Fault("pattern", f"no test pattern is called '{name}'", remedy)])
    draw, rig = pattern(name), load_rig(rig_file)
    if out is not None:
        import cv2

        check_writable(out, "--out")
        _, data = cv2.imencode(".png", draw(rig.wall.size, 0.0)[:, :, ::-1])
        out.write_bytes(data.tobytes())
        say(f"written: {out}")
        return 0
    from livevis.wall.display import Display, DisplayWish, available

    if not available():
        raise LivevisError("there is no screen here", "Write the pattern to a file: --out pattern.png.")
    from livevis.desk.bindings import bindings
    from livevis.desk.keyboard import Keyboard

    wall, clock, keys = rig.wall, SystemClock(), Keyboard(bindings(dict(rig.keys)))
    wish = DisplayWish(wall.display, 0, wall.size, wall.fullscreen, wall.rect, operator=False)
    with Display(wish) as display, contextlib.suppress(KeyboardInterrupt):
        number = 0
        while not any(True for _ in keys.commands(clock.now())):
            display.show(Frame(draw(wall.size, clock.now()), clock.now(), number))
            number += 1
            pause(number / wall.fps - clock.now())
    return 0
