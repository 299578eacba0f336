"""How a picture is addressed."""

import numpy as np

from livevis.messages import Look, Prompt, Urgency, Why
from livevis.paint.painter import finished


def test_a_picture_carries_its_prompt() -> None:
    prompt = Prompt("p-t-3b", "a boat", Why.LINE, Urgency.NOW, "song", Look(), 9, 1.0)
    picture = finished(prompt, np.zeros((4, 6, 3), np.uint8), "testcard", "why not")
    assert (picture.id, picture.seed) == ("pic-p-t-3b", 9)
    assert (picture.painter, picture.fault) == ("testcard", "why not")
    assert picture.prompt is prompt
    assert not picture.pixels.flags.writeable
