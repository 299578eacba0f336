"""The performance, and what may be known of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from livevis.errors import InputFaults
from livevis.lab.words.conditions import CONDITIONS
from livevis.lab.words.gold import Staging, performed, read_gold, recorded, refrain_of, sections, stripped
from livevis.messages import Lyrics

SONG = """[00:10.00]<00:10.00>old <00:10.50>lanterns <00:11.00>
[00:11.20]<00:11.20>guard <00:11.60>harbors<00:12.20>
[00:18.00]<00:18.00>carry <00:18.40>me <00:18.80>home<00:19.30>
[00:19.50]<00:19.50>silver <00:20.00>river<00:20.50>
[00:30.00]<00:30.00>snow <00:30.40>falls<00:31.00>
[00:31.30]<00:31.30>on <00:31.60>you<00:32.00>
[00:40.00]<00:40.00>carry <00:40.40>me <00:40.80>home<00:41.30>
[00:41.50]<00:41.50>silver <00:42.00>river<00:42.50>
"""


@pytest.fixture
def lyrics(tmp_path: Path) -> Lyrics:
    (tmp_path / "song.lrc").write_text(SONG, encoding="utf-8")
    return read_gold(tmp_path / "song.lrc")


def test_sections_are_parted_by_long_pauses_and_a_refrain_returns(lyrics: Lyrics) -> None:
    assert sections(lyrics) == ((0, 1), (2, 3), (4, 5), (6, 7))
    assert refrain_of(lyrics) == (2, 3)


def test_the_song_as_it_stands_begins_after_the_offset(lyrics: Lyrics) -> None:
    gold = performed(lyrics, Staging(offset=7.0))
    assert [round(onset, 2) for onset in gold.onsets] == [17.0, 18.2, 25.0, 26.5, 37.0, 38.3, 47.0, 48.5]
    assert gold.sources == tuple(range(8))
    assert gold.words[1].text == "lanterns"
    assert (gold.words[1].start, gold.words[1].end, gold.words[1].line) == (17.5, 18.0, 0)
    assert gold.length == pytest.approx(53.5)


def test_what_is_known_holds_no_time(lyrics: Lyrics) -> None:
    for known in (stripped(lyrics), performed(lyrics, Staging(3.0)).known):
        assert [line.text for line in known.lines] == [line.text for line in lyrics.lines]
        assert not known.timed
        assert all(w.start is None and w.end is None for line in known.lines for w in line.words)
        assert all(line.start is None and line.end is None for line in known.lines)
        assert known.tags == {}


def test_a_section_left_out_is_gone_and_the_rest_follows(lyrics: Lyrics) -> None:
    gold = performed(lyrics, Staging(skip=3))
    assert gold.sources == (0, 1, 2, 3, 6, 7)
    assert gold.known == stripped(lyrics)
    starts = [word.start for word in gold.words]
    assert starts == sorted(starts)
    assert gold.onsets[4] - gold.words[-6].end < 5.0
    with pytest.raises(InputFaults, match="no section 9"):
        performed(lyrics, Staging(skip=9))


def test_the_refrain_is_sung_twice_in_a_row(lyrics: Lyrics) -> None:
    gold = performed(lyrics, Staging(double=True))
    assert gold.sources == (0, 1, 2, 3, 2, 3, 4, 5, 6, 7)
    assert [word.start for word in gold.words] == sorted(word.start for word in gold.words)


def test_a_song_in_which_nothing_returns_has_no_refrain_to_double(tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:01.00]<00:01.00>one<00:02.00>\n[00:03.00]<00:03.00>two<00:04.00>\n")
    with pytest.raises(InputFaults, match="nothing in the song returns"):
        performed(read_gold(tmp_path / "a.lrc"), Staging(double=True))


def test_a_word_without_its_time_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:01.00]one two\n")
    with pytest.raises(InputFaults, match="no time for the word"):
        read_gold(tmp_path / "a.lrc")
    (tmp_path / "b.lrc").write_text("[ti:nothing]\n")
    with pytest.raises(InputFaults, match="no sung line"):
        read_gold(tmp_path / "b.lrc")


def test_a_recording_keeps_its_times_behind_the_offset_and_a_section_is_cut_out(
    tmp_path: Path, lyrics: Lyrics
) -> None:
    ramp = np.linspace(0.0, 0.9, 45 * 8000).astype(np.float32)  # where a sample is heard tells where it was
    soundfile.write(tmp_path / "take.wav", ramp, 8000)
    gold, take = recorded(lyrics, Staging(offset=5.0), tmp_path / "take.wav")
    assert gold.onsets[0] == 15.0
    assert len(take) / 16_000 == pytest.approx(50.0, abs=0.15)
    assert not take[: 5 * 16_000].any()
    assert take[25 * 16_000] == pytest.approx(0.9 * 20 / 45, abs=0.005)
    cut, short = recorded(lyrics, Staging(offset=5.0, skip=2), tmp_path / "take.wav")
    assert cut.sources == (0, 1, 4, 5, 6, 7)
    assert cut.onsets[2] == pytest.approx(5.0 + 30.0 - 12.0)
    assert len(take) - len(short) == pytest.approx(12 * 16_000, abs=16)
    assert short[round(cut.onsets[2] * 16_000)] == pytest.approx(0.9 * 30 / 45, abs=0.005)
    with pytest.raises(InputFaults, match="cannot be sung again"):
        recorded(lyrics, Staging(double=True), tmp_path / "take.wav")
    with pytest.raises(InputFaults, match="no section 9"):
        recorded(lyrics, Staging(skip=9), tmp_path / "take.wav")


def test_a_changed_recording_keeps_its_words_where_they_are_heard(tmp_path: Path, lyrics: Lyrics) -> None:
    soundfile.write(tmp_path / "take.wav", np.zeros(45 * 8000, np.float32), 8000)
    staging = Staging(offset=5.0, skip=1, condition=CONDITIONS["drift"], seed=2)
    gold, _ = recorded(lyrics, staging, tmp_path / "take.wav")
    first = lyrics.lines[gold.sources[0]]
    assert first.start is not None
    assert gold.place(gold.onsets[0]) == pytest.approx(first.start, abs=0.1)
    assert gold.place(1.0) is None
    assert gold.place(gold.length + 5.0) is None
    times = [at for at, _ in gold.knots]
    assert times == sorted(times)
