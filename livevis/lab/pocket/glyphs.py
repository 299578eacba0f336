"""The subjects' pictures: glyphs of the Noto Color Emoji font, or of a small strip cut from it.

Enters: the font's file or a strip with its index. Leaves: uint8 RGBA pictures, tight around the glyph.
One thread at a time: what was cut out or recoloured is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livevis.errors import LivevisError
from livevis.lab.pocket.plan import RGB, Subject
from livevis.lab.pocket.vocabulary import vocabulary

FONTS = (
    "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",
    "/usr/share/fonts/noto/NotoColorEmoji.ttf",
    "/usr/share/fonts/google-noto-emoji/NotoColorEmoji.ttf",
    "/usr/share/fonts/google-noto-color-emoji-fonts/NotoColorEmoji.ttf",
    "/usr/share/fonts/truetype/NotoColorEmoji.ttf",
    "~/.local/share/fonts/NotoColorEmoji.ttf",
    "~/.fonts/NotoColorEmoji.ttf",
)
"""Where Debian, Arch, Fedora and a user's own folder keep the font, searched in order."""

_SIZE = 109  # the only size its bitmaps (CBDT strikes) come in
_CANVAS = (176, 160)
_FAINT = 8  # alpha below this is no part of the glyph
_APT = "Install it: apt install fonts-noto-color-emoji (or name the file, or use the strip in assets/pocket)"

Picture = NDArray[np.uint8]


class Glyphs:
    """Glyph pictures by subject, from a source that gives one by the subject's name."""

    def __init__(self, pictures: Mapping[str, Picture] | None, cut: Callable[[Subject], Picture]) -> None:
        self._cut = cut
        self._pictures: dict[tuple[str, str], Picture] = {
            (name, ""): picture for name, picture in (pictures or {}).items()
        }

    @classmethod
    def from_font(cls, path: Path | None = None, subjects: Iterable[Subject] = ()) -> Glyphs:
        """Glyphs of the font at ``path``, or of the first found in `FONTS`; ``subjects`` are cut at once.

        Raises:
            LivevisError: no font, or no bitmap in it for one of ``subjects``.
        """
        from PIL import ImageFont

        file = path if path is not None else _found()
        try:
            font = ImageFont.truetype(str(file), _SIZE, layout_engine=ImageFont.Layout.BASIC)
        except OSError as error:
            raise LivevisError(f"{file} does not open as Noto Color Emoji ({error})", _APT) from error
        glyphs = cls(None, lambda subject: _from_font(font, subject))
        for subject in subjects:
            glyphs.of(subject)
        return glyphs

    @classmethod
    def from_strip(cls, png: Path, index: Path) -> Glyphs:
        """Glyphs of a strip: one PNG, and JSON {name: [left, top, width, height]}.

        Raises:
            LivevisError: a file is missing or damaged.
        """
        from PIL import Image

        try:
            boxes = json.loads(index.read_text(encoding="utf-8"))["glyphs"]
            strip = np.asarray(Image.open(png).convert("RGBA"))
        except (OSError, ValueError, KeyError) as error:
            raise LivevisError(
                f"the glyph strip {png} does not open ({error})", "Restore it from git"
            ) from error
        pictures = {
            name: np.ascontiguousarray(strip[top : top + height, left : left + width])
            for name, (left, top, width, height) in boxes.items()
        }
        return cls(pictures, _missing)

    @property
    def names(self) -> tuple[str, ...]:
        """The subjects cut so far, in order."""
        return tuple(name for name, tint in self._pictures if not tint)

    def of(self, subject: Subject, tint: str = "") -> Picture:
        """The glyph: uint8 (h, w, 4) RGBA, straight alpha, tight; in colour ``tint`` if one is named.

        Raises:
            LivevisError: the source has no glyph for ``subject``.
            KeyError: no such tint.
        """
        key = (subject.name, tint)
        if key not in self._pictures:
            if tint:
                self._pictures[key] = recoloured(self.of(subject), vocabulary().tints[tint])
            else:
                self._pictures[key] = self._cut(subject)
        return self._pictures[key]

    def write_strip(self, subjects: Iterable[Subject], png: Path, index: Path, height: int = 64) -> None:
        """Write ``subjects`` side by side, ``height`` pixels at most each, and their boxes beside them."""
        from PIL import Image

        cells = []
        for subject in subjects:
            cell = Image.fromarray(self.of(subject))
            cell.thumbnail((height, height), Image.Resampling.LANCZOS)
            cells.append((subject.name, cell))
        strip = Image.new("RGBA", (sum(cell.width + 1 for _, cell in cells), height), (0, 0, 0, 0))
        boxes, left = {}, 0
        for name, cell in cells:
            strip.paste(cell, (left, 0))
            boxes[name] = [left, 0, cell.width, cell.height]
            left += cell.width + 1
        strip.save(png, optimize=True)
        index.write_text(json.dumps({"glyphs": boxes}, indent=1) + "\n", encoding="utf-8")


def recoloured(picture: Picture, colour: RGB) -> Picture:
    """``picture`` (h, w, 4) in one hue: its own light and shade, ``colour`` at its middle grey.

    Dark parts go to black through the colour, light ones to white, so that eyes and edges stay.
    """
    value = np.asarray(picture[..., :3] @ np.array([0.299, 0.587, 0.114]) / 255, np.float32)
    shade = _spread(value, picture[..., 3])[..., None]
    target = np.array(colour, np.float32)
    dark = target * np.clip(shade * 2, 0.12, 1)
    light = target + (255 - target) * np.clip(shade - 0.72, 0, 1) * 1.6
    shaded = np.where(shade < 0.5, dark, light)
    return np.dstack([np.clip(shaded, 0, 255).astype(np.uint8), picture[..., 3]])


def _spread(value: NDArray[np.float32], alpha: NDArray[np.uint8]) -> NDArray[np.float32]:
    """``value`` with its median over the glyph moved to the middle: a dark glyph can be tinted light."""
    seen = value[alpha > 128]
    middle = float(np.median(seen)) if seen.size else 0.5
    exponent = np.log(0.5) / np.log(min(max(middle, 0.05), 0.95))
    return np.asarray(np.clip(value, 0, 1) ** np.float32(exponent), np.float32)


def _from_font(font: object, subject: Subject) -> Picture:
    from PIL import Image, ImageDraw, ImageFont

    assert isinstance(font, ImageFont.FreeTypeFont)
    canvas = Image.new("RGBA", _CANVAS, (0, 0, 0, 0))
    ImageDraw.Draw(canvas).text((8, 8), subject.glyph, font=font, embedded_color=True)
    picture = np.asarray(canvas)
    seen = picture[..., 3] > _FAINT
    if not seen.any():
        raise LivevisError(f"the font has no glyph {subject.glyph} for {subject.name!r}", _APT)
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    tight = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].copy()
    dye = vocabulary().dyes.get(subject.name)
    return recoloured(tight, dye) if dye else tight


def _found() -> Path:
    for name in FONTS:
        file = Path(name).expanduser()
        if file.is_file():
            return file
    raise LivevisError("the font Noto Color Emoji is not on this machine", _APT)


def _missing(subject: Subject) -> Picture:
    raise LivevisError(f"the glyph strip has no {subject.name!r}", "Use the font: " + _APT)
