"""What is known of the singer's mean."""

import numpy as np
import pytest

from livevis.words.means import STUDIO, SingerMean, parsed, spelled


def mean(level: float, tilt: float) -> np.ndarray:
    return np.array([level, tilt, *np.zeros(11)])


def test_the_first_passage_teaches_all_and_the_next_in_proportion_to_its_length() -> None:
    singer = SingerMean()
    singer.learn(mean(40.0, 2.0), 1.0)
    assert singer.known == pytest.approx(mean(40.0, 2.0))
    singer.learn(mean(48.0, 6.0), 2.0)
    assert singer.known == pytest.approx(mean(42.0, 3.0))
    singer.learn(mean(52.0, 13.0), 60.0)
    assert singer.known == pytest.approx(mean(47.0, 8.0)), "never by more than a half"


def test_before_a_singer_is_known_clean_speech_at_this_level_is_tried() -> None:
    singer = SingerMean()
    other = singer.otherwise(mean(27.0, 9.0))
    assert other[0] == 27.0
    assert other[1:] == pytest.approx(STUDIO[1:])
    singer.learn(mean(40.0, 2.0), 3.0)
    assert singer.otherwise(mean(27.0, 9.0)) == pytest.approx(mean(40.0, 2.0))


def test_a_mean_travels_to_the_decoder_and_back() -> None:
    assert parsed(spelled(STUDIO)) == pytest.approx(STUDIO, abs=1e-4)
    assert parsed("40,3,-1,0,").tolist() == [40.0, 3.0, -1.0, 0.0]
