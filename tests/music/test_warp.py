"""Following a reference: drift, other keys, noise, jumps, and songs that are not it."""

from itertools import pairwise

import numpy as np
import pytest

from livevis.music.tones import FRAME, Tones
from livevis.music.warp import Spot, Warp

from .band import RATE, noise, played, score

SECONDS = 40.0
SCORE = score(1, SECONDS)
REFERENCE = Tones().whole(played(SCORE))


def followed(sound: np.ndarray, warp: Warp | None = None) -> list[Spot]:
    warp = warp or Warp(REFERENCE)
    return [warp.step(frame) for frame in Tones().whole(sound)]


def errors(spots: list[Spot], place: np.ndarray) -> np.ndarray:
    """Seconds away from ``place`` of each frame, where a place is known."""
    return np.array([abs(s.place - p) for s, p in zip(spots, place, strict=False) if s.known])


def test_the_same_take_is_followed_to_the_frame() -> None:
    spots = followed(played(SCORE))
    wrong = errors(spots, (np.arange(len(spots)) + 1) * FRAME)
    assert len(wrong) > 0.9 * len(spots)
    assert np.median(wrong) <= FRAME
    assert max(wrong) < 0.5


@pytest.mark.parametrize(("tempo", "semitones"), [(0.93, 0), (1.07, 0), (1.0, 1), (0.95, 11)])
def test_another_tempo_and_another_key(tempo: float, semitones: int) -> None:
    sound = played(SCORE, semitones, lambda at: at / tempo)
    warp = Warp(REFERENCE)
    spots = followed(sound + noise(len(sound), 0.01), warp)
    wrong = errors(spots, (np.arange(len(spots)) + 1) * FRAME * tempo)
    assert warp.semitones == semitones
    assert len(wrong) > 0.85 * len(spots)
    assert np.median(wrong) <= 0.06
    assert np.quantile(wrong, 0.95) <= 0.2


def test_applause_before_the_song_has_no_place_and_entering_in_the_middle_is_found() -> None:
    middle = round(15.0 * RATE)
    sound = np.concatenate([noise(3 * RATE, 0.05), played(SCORE)[middle:]])
    spots = followed(sound)
    assert not any(spot.known for spot in spots[: round(3.0 / FRAME)])
    found = next(number for number, spot in enumerate(spots) if spot.known)
    assert found * FRAME < 3.0 + 4.5
    after = errors(spots[-500:], (np.arange(len(spots)) + 1)[-500:] * FRAME - 3.0 + 15.0)
    assert np.median(after) <= 2 * FRAME


def test_a_skipped_part_is_jumped_over_once_and_nothing_else_is() -> None:
    sound = played(SCORE)
    cut = np.concatenate([sound[: 12 * RATE], sound[22 * RATE :]])
    spots = followed(cut)
    places = [spot.place for spot in spots if spot.known]
    leaps = [b - a for a, b in pairwise(places) if abs(b - a) > 1.0]
    assert len(leaps) == 1
    assert leaps[0] == pytest.approx(10.0, abs=1.0)
    locked = next(i for i, s in enumerate(spots) if i * FRAME > 12.0 and abs(s.place - i * FRAME - 10) < 0.5)
    assert locked * FRAME - 12.0 < 8.0


def test_another_song_is_not_this_one() -> None:
    spots = followed(played(score(2, SECONDS)))
    assert sum(spot.known for spot in spots) < 0.1 * len(spots)


def test_a_song_that_turns_into_another_is_let_go() -> None:
    sound = np.concatenate([played(SCORE)[: 15 * RATE], played(score(3, 25.0))])
    spots = followed(sound)
    assert spots[round(14.0 / FRAME)].known
    assert not spots[-1].known


def test_a_song_begun_again_in_another_key_is_found_after_it_was_lost() -> None:
    sound = np.concatenate(
        [played(SCORE)[: 12 * RATE], played(score(3, 20.0)), played(SCORE, 2)[: 14 * RATE]]
    )
    warp = Warp(REFERENCE)
    spots = followed(sound, warp)
    assert not spots[round(31.0 / FRAME)].known
    assert spots[-1].known
    assert warp.semitones == 2


def test_silence_keeps_the_place() -> None:
    sound = np.concatenate([played(SCORE)[: 10 * RATE], np.zeros(5 * RATE, np.float32)])
    spots = followed(sound)
    assert spots[-1].known
    assert spots[-1].place == pytest.approx(10.3, abs=0.5)


def test_who_knows_better_is_believed() -> None:
    sound = played(SCORE)
    warp = Warp(REFERENCE)
    followed(sound[: 10 * RATE], warp)
    warp.seek(25.0)
    spots = [warp.step(frame) for frame in Tones().whole(sound[25 * RATE : 30 * RATE])]
    assert spots[-1].place == pytest.approx(30.0, abs=0.3)


def test_a_reference_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="two frames"):
        Warp(REFERENCE[:1])
