"""The harness's figures, for people and for their tools.

Enters: judged policies. Leaves: lines of a table, the keys of CONTRACT.md section 5, a picture. Pure but for
drawing to a file; thread: the caller's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from livevis.app.plots import INK, PAPER, QUIET
from livevis.units import Seconds

if TYPE_CHECKING:
    from livevis.lab.words.score import Scored
    from livevis.lab.words_harness import Judged, WordsWish

COLOURS = ("#e0a458", "#5f9ea0", "#7a6ff0", "#d1495b", "#9aa05f")


def quantiles(seconds: Sequence[Seconds]) -> dict[str, float]:
    """``{p50, p95, max}`` in milliseconds; a word given before its end counts below 0."""
    if not seconds:
        return {"p50": 0.0, "p95": 0.0, "max": 0.0}
    p50, p95, top = np.quantile(seconds, (0.5, 0.95, 1.0)) * 1000.0
    return {"p50": round(float(p50), 1), "p95": round(float(p95), 1), "max": round(float(top), 1)}


def written(judged: Judged, wish: WordsWish) -> dict[str, Any]:
    """As JSON holds it."""
    aware, unaware = judged.aware, judged.unaware
    latency = {
        name: {"aware": quantiles(getattr(aware, name)), "unaware": quantiles(getattr(unaware, name))}
        for name in ("partial", "final", "picture")
    }
    return {
        "schema": 1,
        "policy": judged.name,
        "recogniser": Path(wish.recogniser).name,
        "gold": wish.gold.name,
        "seeds": list(range(wish.seed, wish.seed + wish.seeds)),
        "compute_s": wish.compute,
        "latency_ms": latency,
        "words": aware.sung,
        "words_lost": aware.sung - len(aware.final),
        "wer": _share(aware.errors, aware.sung),
        "early_rate": _share(unaware.early, len(unaware.final)),
        "revision_rate": _share(aware.revised, aware.guessed),
        "lines_total": aware.lines,
        "lines_locked": aware.right_locks,
        "wrong_lock_rate": _share(aware.locks - aware.right_locks, aware.locks),
        "lock_delay_s": _delays(aware.lock_delays),
        "phantom_words_per_hour": round(3600.0 * aware.phantoms / aware.length, 2) if aware.length else 0.0,
        "backlog_s_max": round(aware.backlog, 3),
        "position_error_ms": _apart(aware.position_errors),
        "relock_s": [round(seconds, 2) for seconds in aware.relock],
    }


def rows(judged: Sequence[Judged]) -> Iterator[str]:
    """The table for people; times in milliseconds after the word's end."""
    yield ""
    titles = ("final p50", "p95", "(aware)", "p95", "WER", "early", "lines", "wrong")
    yield " " * 9 + "".join(f"{title:>11}" for title in titles)
    for one in judged:
        quick, slow = quantiles(one.unaware.final), quantiles(one.aware.final)
        late = (quick["p50"], quick["p95"], slow["p50"], slow["p95"])
        shares = (
            _share(one.aware.errors, one.aware.sung),
            _share(one.unaware.early, len(one.unaware.final)),
        )
        wrong = _share(one.aware.locks - one.aware.right_locks, one.aware.locks)
        lines = f"{one.aware.right_locks}/{one.aware.lines}"
        yield (
            f"{one.name:9}"
            + "".join(f"{figure:11.0f}" for figure in late)
            + "".join(f"{share:11.1%}" for share in shares)
            + f"{lines:>11}{wrong:11.1%}"
        )
        if (apart := _apart(one.aware.position_errors)) is not None:
            yield f"{'':9}the music: {apart['p50']:.0f} ms away (median), {apart['p95']:.0f} (p95)"
        if one.aware.relock:
            yield f"{'':9}found again after {', '.join(f'{s:.1f}' for s in one.aware.relock)} s"
    yield ""


def drawn(judged: Sequence[Judged], title: str, path: Path) -> None:
    """The share of words given within so many seconds of their end, a curve a policy: a PNG."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.0, 4.6), facecolor=PAPER, layout="constrained")
    axes = figure.subplots()
    axes.set_facecolor(PAPER)
    for one, colour in zip(judged, COLOURS, strict=False):
        for scored, style in ((one.unaware, "-"), (one.aware, ":")):
            late = np.sort(scored.final)
            label = one.name if style == "-" else None
            axes.plot(late, _reached(scored, len(late)), style, color=colour, label=label, linewidth=1.8)
    axes.axvspan(0.0, 1.0, color=QUIET, alpha=0.12)
    axes.set_xlim(-0.5, 6.0)
    axes.set_ylim(0.0, 1.0)
    axes.set_xlabel("seconds after the word's end (dotted: with the recogniser's own time)", color=INK)
    axes.set_ylabel("of the words sung, given for good", color=INK)
    axes.set_title(f"{title}: scripted recogniser, every word counted", color=INK)
    axes.tick_params(colors=QUIET)
    axes.legend(facecolor=PAPER, labelcolor=INK, edgecolor=QUIET, loc="lower right")
    figure.savefig(path, dpi=110)


def _reached(scored: Scored, count: int) -> Any:
    return np.arange(1, count + 1) / max(scored.sung, 1)


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0


def _apart(errors: Sequence[Seconds]) -> dict[str, float] | None:
    """In milliseconds; None where nobody followed the music."""
    if not errors:
        return None
    p50, p95 = np.quantile(errors, (0.5, 0.95)) * 1000.0
    return {"p50": round(float(p50), 1), "p95": round(float(p95), 1)}


def _delays(seconds: Sequence[Seconds]) -> dict[str, float]:
    if not seconds:
        return {"p50": 0.0, "p95": 0.0}
    p50, p95 = np.quantile(seconds, (0.5, 0.95))
    return {"p50": round(float(p50), 3), "p95": round(float(p95), 3)}
