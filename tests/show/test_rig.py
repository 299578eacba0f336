"""The rig: defaults, keys, models, what is read but not used yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from livevis.errors import InputFaults
from livevis.show.load import load_rig
from livevis.show.rig import DEFAULT_KEYS, Rig, model_folder, not_yet


def rig_of(text: str, folder: Path) -> Rig:
    path = folder / "rig.toml"
    path.write_text(text, encoding="utf-8")
    return load_rig(path)


def faults(text: str, folder: Path) -> str:
    with pytest.raises(InputFaults) as caught:
        rig_of(text, folder)
    return str(caught.value)


def test_defaults() -> None:
    rig = Rig.for_this_machine()
    assert (rig.wall.size, rig.wall.fps, rig.wall.brightness) == ((1280, 720), 30.0, 1.0)
    assert (rig.words.model, rig.prompt.model, rig.paint.model, rig.paint.offload) == ("auto",) * 4
    assert rig.keys == DEFAULT_KEYS
    assert rig.safety.flash_limit


def test_a_full_rig(tmp_path: Path) -> None:
    text = """schema = 1
[hear]
input = "Scarlett"
fallback = ["USB", "default"]
channel = 2
gain_db = -3
delay_ms = 12
[words]
model = "whisper-small"
language_fallback = "en"
never = ["blood"]
[paint]
model = "sd-turbo"
steps = 2
size = [512, 512]
threads = 2
[wall]
display = "HDMI-2"
size = [1920, 576]
rect = [0, 0, 1920, 576]
fullscreen = true
nits = 1200
[[wall.slice]]
src = [0, 0, 960, 576]
dst = [0, 0]
rotate = 90
[[output]]
kind = "film"
[[output]]
kind = "ddp"
host = "10.0.0.20"
pixels = [96, 64]
order = "serpentine"
[keys]
go = "Enter"
hold = "space"
[safety]
flash_limit = false
reason = "tested by the house"
"""
    rig = rig_of(text, tmp_path)
    assert rig.hear.fallback == ("USB", "default")
    assert rig.hear.gain_db == -3.0
    assert rig.wall.slice[0].src == (0, 0, 960, 576)
    assert [output.kind for output in rig.output] == ["film", "ddp"]
    assert rig.paint.size == (512, 512)
    assert (rig.keys["go"], rig.keys["hold"], rig.keys["jump"]) == ("return", "space", "1-9")
    said = not_yet(rig)
    assert len(said) == 3
    assert "slice" in said[0]
    assert "nits" in said[1]
    assert '"ddp"' in said[2]


def test_the_missing_limiter_is_always_said() -> None:
    assert any("flash limiter" in line for line in not_yet(Rig()))


@pytest.mark.parametrize(
    ("keys", "piece"),
    [
        ('go = "h"', "rig.toml:2: [keys]: 'go' and 'hold' both sit on 'h'"),
        ('mute = "3"', "'jump' and 'mute' both sit on '3'"),
        ('jump = "1-3"\nmute = "9"\ngo = "2"', "both sit on '2'"),
        ('gO = "x"', "unknown key 'gO'. Did you mean 'go'?"),
        ('go = "spacecake"', "'go' sits on 'spacecake', which is no key"),
        ('go = ""', "'go' sits on ''"),
        ("go = 1", "'go' is 1. It must be text"),
    ],
)
def test_key_faults(keys: str, piece: str, tmp_path: Path) -> None:
    assert piece in faults(f"[keys]\n{keys}\n", tmp_path)


def test_all_key_faults_at_once(tmp_path: Path) -> None:
    said = faults('[keys]\ngo = "h"\nmute = "3"\nqit = "x"\n', tmp_path)
    assert [int(line.split("rig.toml:")[1].split(":")[0]) for line in said.splitlines()] == [2, 3, 4]


def test_free_keys_after_a_smaller_row(tmp_path: Path) -> None:
    assert rig_of('[keys]\njump = "1-3"\nmute = "9"\n', tmp_path).keys["mute"] == "9"


def test_more_flashes_than_are_safe_need_a_reason(tmp_path: Path) -> None:
    assert "5 flashes a second without a reason" in faults("[safety]\nmax_flashes = 5\n", tmp_path)
    assert rig_of('[safety]\nmax_flashes = 5\nreason = "test"\n', tmp_path).safety.max_flashes == 5


def test_models_by_name_and_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    text = '[words]\nmodel = "mine"\n[prompt]\nmodel = "google-t5/t5-small"\n'
    text += f'[paint]\nmodel = "{tmp_path}/mine"\n'
    rig = rig_of(text, tmp_path)
    assert rig.words.model == rig.paint.model == str((tmp_path / "mine").resolve())
    assert rig.prompt.model == "google-t5/t5-small"
    for name in ("sphinx", "whisper-tiny"):
        assert rig_of(f'[words]\nmodel = "{name}"\n', tmp_path).words.model == name


def test_model_of_another_role_is_unknown(tmp_path: Path) -> None:
    assert "rig.toml:2: [words]: unknown model 'sd-turbo'" in faults(
        '[words]\nmodel = "sd-turbo"\n', tmp_path
    )
    assert "[paint]: unknown vae 'x'" in faults('[paint]\nvae = "x"\n', tmp_path)


def test_model_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "auto").mkdir()
    assert model_folder("mine", tmp_path) == (tmp_path / "mine").resolve()
    assert model_folder("./gone", tmp_path) == (tmp_path / "gone").resolve()
    assert model_folder("auto", tmp_path) is None
    assert model_folder("sd-turbo", tmp_path) is None
