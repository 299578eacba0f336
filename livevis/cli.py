"""The command line: livevis live, rehearse, bench, check, models, devices, pattern, lab.

Enters: arguments. Leaves: an exit code: 0 done (or stopped by Ctrl-C), 1 failed while running, 2 the
input was wrong (one line per fault: file, place, fault, remedy). Thread: the main one. Heavy things are
imported by the command that needs them, so that --help answers at once.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from livevis import __version__
from livevis.errors import LivevisError
from livevis.lab.commands import add_lab

EPILOG = """\
first light, no screen or sound card needed:
  livevis rehearse first-light --headless        the demo show; a film, a contact sheet, a report
your own:
  livevis check myshow --rig myrig.toml          every fault of show, rig, models and devices, at once
  livevis rehearse myshow                        with the recorded takes named in myshow/show.toml
  livevis live myshow --rig myrig.toml           from the microphone; space is GO, q then q ends it
"""

KEYS = """\
keys: space GO (next song, or the song's next manual cue) · backspace the song before · 1-9 jump to a song ·
left/right nudge the line · h hold this picture · f freeze · b blackout · esc panic (fade to black) ·
r restore · up/down brightness · o overlay · m mute · q then q quit"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = _parser()
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot spell a lyric shows "?" for a letter
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    wish = parser.parse_args(arguments)
    try:
        code = int(wish.run(wish))
        sys.stdout.flush()
        return code
    except LivevisError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:  # between the shell and the curtain, or after it: a show ends itself
        print("stopped", file=sys.stderr)
        return 0
    except BrokenPipeError:  # the reader of our output went away; nothing is left to flush at exit
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives to the end
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="livevis",
        description="What is sung is what is seen: a real-time visualizer for live music.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"livevis {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_add_rehearse, _add_live, _add_bench, _add_check, _add_models, _add_devices, _add_pattern):
        add(commands)
    add_lab(commands, _command, say)
    return parser


def _command(
    commands: Any, name: str, line: str, run: Callable[[argparse.Namespace], int], more: str = ""
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=line, description=line, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.set_defaults(run=run)
    return parser


SHOW_HELP = "folder holding show.toml, the file itself, or the name of a show that came along (first-light)"


def _add_rehearse(commands: Any) -> None:
    p = _command(commands, "rehearse", "Replay recorded takes through the whole show.", _rehearse, KEYS)
    p.add_argument("show", metavar="SHOW", help=SHOW_HELP)
    p.add_argument("--rig", metavar="F", help="rig file: wall, models, keys (default: this machine)")
    p.add_argument("--song", metavar="ID", help="only this song")
    p.add_argument(
        "--take", metavar="FILE", type=Path, help="replay this recording instead of the song's take"
    )
    p.add_argument("--from", dest="start", metavar="1:03|line:12", help="enter the song there")
    p.add_argument(
        "--speed", type=_speed, default=1.0, metavar="X", help="pace, 0.25 to 16 (silent but at 1)"
    )
    p.add_argument("--headless", action="store_true", help="no window, no sound card")
    p.add_argument(
        "--virtual", action="store_true", help="virtual time: repeatable to the byte, no pace kept"
    )
    p.add_argument("--mute", action="store_true", help="do not play the song aloud")
    p.add_argument("--out", metavar="DIR", type=Path, help="where film, contact sheet, report go (out/NAME)")
    p.add_argument("--seed", type=_seed, metavar="N", help="another seed for every look, 0 or more")


def _add_live(commands: Any) -> None:
    p = _command(commands, "live", "Play the show from the microphone.", _live, KEYS)
    p.add_argument("show", metavar="SHOW", help=SHOW_HELP)
    p.add_argument("--rig", metavar="F", help="rig file: microphone, wall, models, keys")
    p.add_argument("--song", metavar="ID", help="stand by at this song")
    p.add_argument(
        "--record", metavar="DIR", type=Path, help="keep the take, the timeline and the report there"
    )
    p.add_argument(
        "--resume", action="store_true", help="go on where the last live show of this name stopped"
    )


def _add_bench(commands: Any) -> None:
    p = _command(commands, "bench", "Measure latency per stage, headless.", _bench)
    p.add_argument("show", metavar="SHOW", nargs="?", help=SHOW_HELP)
    p.add_argument("--wall", action="store_true", help="time compositing alone")
    p.add_argument(
        "--models",
        action="store_true",
        help="time the painter's and the prompter's models alone, on one thread",
    )
    p.add_argument("--rig", metavar="F", help="rig file")
    p.add_argument("--json", metavar="F", type=Path, help="write the report there")
    p.add_argument("--virtual", action="store_true", help="virtual time, declared costs: drops and memory")
    p.add_argument(
        "--minutes", type=_minutes, metavar="N", help="play for so long, beginning again as needed"
    )


def _add_check(commands: Any) -> None:
    p = _command(commands, "check", "Preflight: tell every fault of a show before the audience does.", _check)
    p.add_argument("show", metavar="SHOW", help=SHOW_HELP)
    p.add_argument("--rig", metavar="F", help="rig file")
    p.add_argument("--json", metavar="F", type=Path, help="write the findings there")


def _add_models(commands: Any) -> None:
    p = _command(commands, "models", "List, fetch and verify models. Only fetch uses the network.", _models)
    actions = p.add_subparsers(dest="action", required=True, metavar="list|fetch|verify")
    actions.add_parser("list", help="what is known, what is here, sizes and licences")
    fetch = actions.add_parser("fetch", help="download models: size and licence first, resumable")
    fetch.add_argument("names", nargs="+", metavar="NAME")
    fetch.add_argument("--yes", action="store_true", help="do not ask")
    actions.add_parser(
        "verify", help="check every file against models.lock, built-in ones against their seal"
    )


def _add_devices(commands: Any) -> None:
    _command(commands, "devices", "List microphones and displays by the names a rig uses.", _devices)


def _add_pattern(commands: Any) -> None:
    p = _command(commands, "pattern", "Show a test pattern on the wall.", _pattern)
    p.add_argument("name", nargs="?", metavar="NAME", help="which (without a name: list them)")
    p.add_argument("--rig", metavar="F", help="rig file")
    p.add_argument("--out", metavar="F", type=Path, help="write it as a PNG instead of showing it")


def _number(text: str, low: float, high: float, rule: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number {rule}")
    return value


def _speed(text: str) -> float:
    return _number(text, 0.25, 16, "from 0.25 to 16")


def _minutes(text: str) -> float:
    return _number(text, 0.01, 100_000, "of minutes, 0.01 or more")


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number, 0 or more")
    return int(text)


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def _rehearse(wish: argparse.Namespace) -> int:
    from livevis.app.rehearse import RehearseWish, rehearse

    names = ("show", "rig", "song", "take", "start", "speed", "headless", "virtual", "mute", "out", "seed")
    outcome = rehearse(RehearseWish(**{name: getattr(wish, name) for name in names}), say)
    return 1 if outcome.failed else 0


def _live(wish: argparse.Namespace) -> int:
    from livevis.app.live import LiveWish, live

    outcome = live(LiveWish(wish.show, wish.rig, wish.song, wish.record, wish.resume), say)
    return 1 if outcome.failed else 0


def _bench(wish: argparse.Namespace) -> int:
    from livevis.app.bench import BenchWish, bench

    names = ("show", "rig", "wall", "models", "virtual", "minutes", "json")
    return bench(BenchWish(**{name: getattr(wish, name) for name in names}), say)


def _check(wish: argparse.Namespace) -> int:
    from livevis.app.preflight import check

    return check(wish.show, wish.rig, wish.json, say)


def _models(wish: argparse.Namespace) -> int:
    from livevis.app.models import fetch, show_list, verify

    if wish.action == "fetch":
        return fetch(wish.names, wish.yes, say)
    return show_list(say) if wish.action == "list" else verify(say)


def _devices(_wish: argparse.Namespace) -> int:
    from livevis.app.devices import show_devices

    return show_devices(say)


def _pattern(wish: argparse.Namespace) -> int:
    from livevis.app.pattern import show_pattern

    return show_pattern(wish.name, wish.rig, wish.out, say)


if __name__ == "__main__":
    sys.exit(main())
