"""Ten broken shows, each broken in several places, and what must be said of each.

`expects` are pieces of the message that loading alone must give; `preflight` pieces that only a
look at the machine can give (is the take audio? is the model whole? who hears this language?).
All of both must come in one go.
"""

from __future__ import annotations

import struct
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

GOOD_LRC = (
    "[00:00.50]<00:00.50>red <00:01.00>lanterns<00:01.50>\n[00:02.00]<00:02.00>burn<00:02.50>\n[00:02.50]\n"
)


@dataclass
class BrokenShow:
    """A show on disk, its rig if it has one, and the pieces its faults must contain."""

    name: str
    show: Path
    rig: Path | None = None
    expects: list[str] = field(default_factory=list)
    preflight: list[str] = field(default_factory=list)


def broken_shows(root: Path) -> list[BrokenShow]:
    """Build all ten under ``root``."""
    shows = []
    for make in _MAKERS:
        show = BrokenShow(make.__name__.strip("_"), root / make.__name__.strip("_"))
        show.show.mkdir(parents=True)
        make(show)
        shows.append(show)
    return shows


def write_wav(path: Path, seconds: float = 3.0) -> None:
    """A short, silent, sound recording: 16 kHz mono."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(b"\0\0" * int(16_000 * seconds))


def _write(show: BrokenShow, toml: str, **files: str | bytes) -> None:
    (show.show / "show.toml").write_text(toml, encoding="utf-8")
    for name, content in files.items():
        path = show.show / name.replace("__", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def _rig(show: BrokenShow, toml: str) -> None:
    show.rig = show.show / "rig.toml"
    show.rig.write_text(toml, encoding="utf-8")


def _syntax(show: BrokenShow) -> None:
    _write(show, 'schema = 1\n[show]\ntitle = "Half\non_end = "hold"\n')
    _rig(show, "[wall]\nfpss = 30\n[paint]\nsteps = 0\n")
    show.expects = [
        "show.toml:3:",
        "not TOML",
        "rig.toml:2: [wall]: unknown key 'fpss'. Did you mean 'fps'?",
        "rig.toml:4: [paint]: 'steps' is 0",
    ]


def _misspelt(show: BrokenShow) -> None:
    toml = """schema = 1
[show]
titel = "x"
[look]
pallete = ["#000000"]
crossfade = { s = 1.0, curv = "ease" }
[[song]]
id = "one"
lyric = "one.lrc"
[[song.cue]]
id = "chorus"
sytle = "ink"
at = "manual"
"""
    _write(show, toml)
    show.expects = [
        "show.toml:3: [show]: unknown key 'titel'. Did you mean 'title'?",
        "show.toml:5: [look]: unknown key 'pallete'. Did you mean 'palette'?",
        "show.toml:6: [look]: unknown key 'curv'. Did you mean 'curve'?",
        "show.toml:9: song 1: unknown key 'lyric'. Did you mean 'lyrics'?",
        "show.toml:12: song 1, scene 'chorus': unknown key 'sytle'. Did you mean 'style'?",
    ]


def _missing_files(show: BrokenShow) -> None:
    toml = """schema = 1
[[song]]
id = "one"
lyrics = "lantern.lrc"
take = "gone.wav"
[[song]]
id = "two"
lyrics = "folder"
"""
    _write(show, toml, lanterns__lrc=GOOD_LRC)
    (show.show / "folder").mkdir()
    show.expects = [
        "show.toml:4: song 1: lyrics 'lantern.lrc' does not exist. Did you mean 'lanterns.lrc'?",
        "show.toml:5: song 1: take 'gone.wav' does not exist",
        "show.toml:8: song 2: lyrics 'folder' is a folder",
    ]


def _outside(show: BrokenShow) -> None:
    (show.show.parent / "outside.lrc").write_text(GOOD_LRC, encoding="utf-8")
    toml = """schema = 1
[[song]]
id = "one"
lyrics = "../outside.lrc"
take = "/etc/hostname"
[[song]]
id = "two"
lyrics = "link.lrc"
"""
    _write(show, toml)
    (show.show / "link.lrc").symlink_to(show.show.parent / "outside.lrc")
    show.expects = [
        "show.toml:4: song 1: lyrics '../outside.lrc' leaves the show's folder",
        "show.toml:5: song 1: take '/etc/hostname' leaves the show's folder",
        "show.toml:8: song 2: lyrics 'link.lrc' leaves the show's folder",
    ]


def _bad_cues(show: BrokenShow) -> None:
    toml = """schema = 1
[[song]]
id = "one"
lyrics = "one.lrc"
[[song.cue]]
at = "line:9"
[[song.cue]]
at = "bar:4"
[[song.cue]]
at = "section:chorus"
[[song.cue]]
id = "end"
prompt = "no place"
[[song.cue]]
id = "end"
at = "manual"
[[song]]
id = "two"
[[song.cue]]
at = "line:1"
"""
    _write(show, toml, one__lrc=GOOD_LRC)
    show.expects = [
        "show.toml:6: song 1, cue 1: line 9 is beyond the lyrics, which have 2 lines",
        "show.toml:8: song 1, cue 2: 'bar:4' needs the song's tempo",
        "show.toml:10: song 1, cue 3: 'section:chorus' is not a place in a song",
        "show.toml:11: song 1, scene 'end': 'at' is missing",
        "show.toml:14: song 1, scene 'end': the name 'end' is taken by cue 4",
        "show.toml:20: song 2, cue 1: line 1 of a song without lyrics",
    ]


def _bad_values(show: BrokenShow) -> None:
    toml = """schema = 1
[show]
on_end = "nexxt"
go_guard_ms = -1
[look]
palette = ["#0b132b", "red"]
drift = 3
[[song]]
id = "one"
bpm = "96"
[[song]]
id = "one"
seed = -1
[[song]]
title = "No id"
"""
    _write(show, toml)
    show.expects = [
        "show.toml:3: [show]: 'on_end' is 'nexxt'. Did you mean 'next'?",
        "show.toml:4: [show]: 'go_guard_ms' is -1",
        "show.toml:6: [look]: bad colour 'red' in palette",
        "show.toml:7: [look]: 'drift' is 3",
        "show.toml:10: song 1: 'bpm' is '96'. It must be a number",
        "show.toml:12: song 2: id 'one' is taken by song 1",
        "show.toml:13: song 2: 'seed' is -1",
        "show.toml:14: song 3: 'id' is missing",
    ]


def _bad_rig(show: BrokenShow) -> None:
    _write(show, 'schema = 1\n[[song]]\nid = "one"\n')
    toml = """schema = 1
[hear]
gain = 3.0
[words]
model = "whisper-smal"
language_fallback = "english"
[paint]
offload = "grop"
size = [500, 512]
[wall]
size = [1280]
brightness = 1.5
[[output]]
kind = "dpp"
[keys]
go = "h"
[safety]
flash_limit = false
"""
    _rig(show, toml)
    show.expects = [
        "rig.toml:3: [hear]: unknown key 'gain'. Did you mean 'gain_db'?",
        "rig.toml:5: [words]: unknown model 'whisper-smal'. Did you mean 'whisper-small'?",
        "rig.toml:6: [words]: unknown language 'english'. Did you mean 'en'",
        "rig.toml:8: [paint]: 'offload' is 'grop'. Did you mean 'group'?",
        "rig.toml:9: [paint]: size is 500 x 512",
        "rig.toml:11: [wall]: 'size' has the wrong number of entries",
        "rig.toml:12: [wall]: 'brightness' is 1.5",
        "rig.toml:14: output 1: 'kind' is 'dpp'. Did you mean 'ddp'?",
        "rig.toml:16: [keys]: 'go' and 'hold' both sit on 'h'",
        "rig.toml:17: [safety]: the flash limit is off without a reason",
    ]


def _corrupt_lyrics(show: BrokenShow) -> None:
    toml = """schema = 1
[[song]]
id = "one"
lyrics = "one.lrc"
[[song]]
id = "two"
lyrics = "two.lrc"
[[song]]
id = "three"
lyrics = "three.txt"
"""
    lrc = "[00:01.00]fine\nno stamp\n[00:75.00]late\n[00:09.00]<00:09.50>a <00:09.20>b\n"
    star = "#TITLE:x\n#BPM:fast\n: 0 x 1 la\n"
    _write(show, toml, one__lrc=lrc, two__lrc=b"OggS\0\2\0\0\xff", three__txt=star)
    show.expects = [
        "one.lrc:2: no time stamp before 'no stamp'",
        "one.lrc:3: unreadable time stamp '[00:75.00]'",
        "one.lrc:4: word stamp <00:09.20> goes back in time",
        "two.lrc: not a text file",
        "three.txt:2: #BPM is 'fast'",
        "three.txt:3: unreadable note",
    ]


def _languages_and_takes(show: BrokenShow) -> None:
    toml = """schema = 1
[[song]]
id = "one"
language = "klingon"
[[song]]
id = "two"
language = "eu"
[[song]]
id = "three"
take = "noise.wav"
"""
    _write(show, toml, noise__wav=b"RIFF nothing that sounds")
    show.expects = ["show.toml:4: song 1: unknown language 'klingon'"]
    show.preflight = ["'eu'", "noise.wav"]


def _models(show: BrokenShow) -> None:
    _write(show, 'schema = 1\n[[song]]\nid = "one"\ntake = "one.wav"\nseed = 1.5\n')
    write_wav(show.show / "one.wav")
    whisper, painter = show.show / "whisper", show.show / "painter"
    whisper.mkdir()
    (whisper / "config.json").write_text("{", encoding="utf-8")
    (whisper / "model.bin").write_bytes(b"")
    (painter / "unet").mkdir(parents=True)
    (painter / "model_index.json").write_text("{}", encoding="utf-8")
    header = b'{"w":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}}'
    short = struct.pack("<Q", len(header)) + header + b"\0" * 8
    (painter / "unet" / "diffusion_pytorch_model.safetensors").write_bytes(short)
    _rig(show, '[words]\nmodel = "whisper"\n[prompt]\nmodel = "./nowhere"\n[paint]\nmodel = "./painter"\n')
    show.expects = [
        "show.toml:5: song 1: 'seed' is 1.5",
        "rig.toml:4: [prompt]: model folder './nowhere' does not exist",
    ]
    show.preflight = ["whisper", "model.bin", "painter", "unet/diffusion_pytorch_model.safetensors"]


_MAKERS: tuple[Callable[[BrokenShow], None], ...] = (
    _syntax,
    _misspelt,
    _missing_files,
    _outside,
    _bad_cues,
    _bad_values,
    _bad_rig,
    _corrupt_lyrics,
    _languages_and_takes,
    _models,
)
