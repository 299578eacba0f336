"""A wish is checked when it is made."""

from pathlib import Path
from typing import Any

import pytest

from livevis.paint.diffusion_wish import DiffusionWish


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("steps", 0, "steps"),
        ("steps", 9, "steps"),
        ("offload", "disk", "offload must be auto or one of none, model, group, sequential"),
        ("dtype", "int8", "dtype"),
        ("travel", -1, "travel"),
        ("size", (512, 4), "512x4"),
    ],
)
def test_what_cannot_be_is_told(key: str, value: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        DiffusionWish(Path("x"), **{key: value})


def test_the_default_is_one_step_without_a_checker() -> None:
    wish = DiffusionWish(Path("x"))
    assert (wish.steps, wish.safety, wish.offload, wish.travel) == (1, False, "auto", 0)
