"""Choosing where the weights live."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from livevis.paint.diffusion_folder import FolderPlan
from livevis.paint.diffusion_offload import LADDER, below, choose, free_memory
from livevis.paint.diffusion_wish import OFFLOADS

GIB = 2**30
CUDA, CPU = SimpleNamespace(type="cuda"), SimpleNamespace(type="cpu")
PLAN = FolderPlan(Path("x"), {}, {}, weight_bytes=5 * GIB, largest_bytes=2 * GIB)


def test_the_ladder_is_the_order_of_the_wish() -> None:
    assert tuple(LADDER) == OFFLOADS
    needs = [rung.needs(PLAN) for rung in LADDER.values()]
    assert needs == sorted(needs, reverse=True)


@pytest.mark.parametrize(
    ("free", "chosen"),
    [(80, "none"), (7.2, "none"), (7.0, "model"), (3.3, "group"), (1.0, "sequential"), (0.1, "sequential")],
)
def test_auto_takes_the_fastest_that_fits_the_free_memory(free: float, chosen: str) -> None:
    placement = choose("auto", PLAN, CUDA, free * GIB)
    assert placement.offload.name == chosen
    assert (placement.note == "") is (chosen == "none")
    if placement.note:
        assert f"{free:.1f} GiB of GPU memory are free" in placement.note


def test_on_a_processor_auto_keeps_everything() -> None:
    placement = choose("auto", PLAN, CPU, 0.0)
    assert (placement.offload.name, placement.note) == ("none", "")


@pytest.mark.parametrize("wanted", ["model", "sequential"])
def test_what_needs_a_gpu_falls_back_and_says_so(wanted: str) -> None:
    placement = choose(wanted, PLAN, CPU, float("inf"))
    assert placement.offload.name == "none"
    assert placement.note.startswith(f"{wanted} offload needs a CUDA GPU")


@pytest.mark.parametrize(
    ("wanted", "device"), [("group", CPU), ("group", CUDA), ("model", CUDA), ("none", CUDA)]
)
def test_what_is_asked_for_and_possible_is_done(wanted: str, device: SimpleNamespace) -> None:
    placement = choose(wanted, PLAN, device, 0.0)
    assert (placement.offload.name, placement.note) == (wanted, "")


def test_a_full_memory_steps_down_to_what_the_device_can_do() -> None:
    steps = ["none"]
    while (rung := below(LADDER[steps[-1]], CUDA)) is not None:
        steps.append(rung.name)
    assert steps == list(OFFLOADS)
    lower = below(LADDER["none"], CPU)
    assert lower is not None
    assert lower.name == "group"
    assert below(LADDER["group"], CPU) is None


def test_a_processor_has_no_device_memory_to_run_out_of() -> None:
    assert free_memory(CPU) == float("inf")
