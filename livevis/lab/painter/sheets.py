"""Sheets to look at when a painter has learned: what a stranger would be shown.

Enters: a painter's folder, its vocabulary. Leaves: two JPEG files beside the folder. Painted by the very
code that paints on stage; captions of combinations that training never saw.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from livevis.lab.judge.asked import Asked, asked
from livevis.lab.judge.paint import painted
from livevis.lab.pocket.sheet import sheet
from livevis.lab.pocket.vocabulary import Vocabulary

Say = Callable[[str], None]
MANY = 64
FEW = 8
STEPS = (1, 2, 4)
_QUALITY = 84


def sheets(folder: Path, known: Vocabulary, seed: int, say: Say, many: int = MANY) -> tuple[Path, Path]:
    """``many`` prompts at the most steps, eight in a row; and the first few at 1, 2 and 4, a row each.

    Returns the paths of ``sheet.jpg`` and ``steps.jpg``. Raises ModelFault.
    """
    wanted = asked(known, many, seed)
    few = wanted[:FEW]
    whole = _sheet(folder, STEPS[-1:], wanted, say)
    steps = _sheet(folder, STEPS, few, say)
    return whole.rename(folder.parent / "sheet.jpg"), steps.rename(folder.parent / "steps.jpg")


def _sheet(folder: Path, steps: tuple[int, ...], wanted: list[Asked], say: Say) -> Path:
    from PIL import Image

    pictures, texts = [], []
    for count in steps:
        pictures += [picture for picture, _ in painted(folder, count, wanted, say)]
        told = f"{count} step{'s' if count > 1 else ''}: " if len(steps) > 1 else ""
        texts += [told + one.caption for one in wanted]
    path = folder.parent / f"sheet-{'-'.join(map(str, steps))}.jpg"
    Image.fromarray(sheet(pictures, texts, columns=FEW)).save(path, quality=_QUALITY)
    return path
