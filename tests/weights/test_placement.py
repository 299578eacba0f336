"""One thread budget for everybody, environment, memory, offload."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.weights.placement import (
    ThreadBudget,
    _cgroup_quota,
    apply_environment,
    free_memory,
    offload_for,
    too_late,
    usable_cores,
)


@given(st.integers(1, 256), st.none() | st.integers(1, 300))
def test_nobody_and_not_all_together_exceed_the_cores(cores: int, painter: int | None) -> None:
    budget = ThreadBudget.for_machine(cores).capped(painter)
    assert budget.cores == cores
    assert min(budget.words, budget.torch, budget.onnx, budget.blas) >= 1
    assert max(budget.words, budget.torch) <= cores
    assert budget.words + budget.torch <= max(2, cores)
    if painter is not None:
        assert budget.torch <= painter


def test_known_machines() -> None:
    shares = {cores: ThreadBudget.for_machine(cores) for cores in (1, 2, 4, 16)}
    assert {cores: (share.words, share.torch) for cores, share in shares.items()} == {
        1: (1, 1),
        2: (1, 1),
        4: (1, 2),
        16: (4, 11),
    }


def test_this_machine() -> None:
    assert 1 <= usable_cores() <= 4096
    assert ThreadBudget.for_machine().cores == usable_cores()


@pytest.mark.parametrize(
    ("text", "cores"), [("150000 100000\n", 1.5), ("max 100000\n", None), ("", None), ("1 0", None)]
)
def test_container_quota(text: str, cores: float | None, tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text(text)
    assert _cgroup_quota(tmp_path / "cpu.max") == cores
    assert _cgroup_quota(tmp_path / "none") is None


def test_environment_of_a_show() -> None:
    env: dict[str, str] = {}
    changed = apply_environment(ThreadBudget.for_machine(2), env)
    assert env == changed
    assert {key: env[key] for key in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")} == {
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    assert (env["OMP_WAIT_POLICY"], env["KMP_BLOCKTIME"], env["TOKENIZERS_PARALLELISM"]) == (
        "PASSIVE",
        "0",
        "false",
    )
    assert env["HF_HUB_OFFLINE"] == env["TRANSFORMERS_OFFLINE"] == "1"
    assert apply_environment(ThreadBudget.for_machine(2), env) == {}


def test_the_users_own_settings_stay_but_not_above_the_cores() -> None:
    env = {
        "OMP_NUM_THREADS": "2",
        "MKL_NUM_THREADS": "64",
        "OMP_WAIT_POLICY": "ACTIVE",
        "HF_HUB_OFFLINE": "0",
    }
    apply_environment(ThreadBudget.for_machine(4), env)
    assert env["OMP_NUM_THREADS"] == "2"
    assert env["MKL_NUM_THREADS"] == "2"
    assert env["OMP_WAIT_POLICY"] == "ACTIVE"
    assert env["HF_HUB_OFFLINE"] == "1"


def test_fetching_stays_online() -> None:
    env: dict[str, str] = {}
    apply_environment(ThreadBudget.for_machine(2), env, offline=False)
    assert "HF_HUB_OFFLINE" not in env
    assert "OMP_NUM_THREADS" in env


def test_too_late_names_what_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("torch", "ctranslate2", "onnxruntime", "huggingface_hub", "transformers", "diffusers"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    assert too_late() == []
    monkeypatch.setitem(sys.modules, "ctranslate2", types.ModuleType("ctranslate2"))
    assert too_late() == ["ctranslate2"]


def test_memory_asks_the_gpu_only_if_torch_is_there_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    assert free_memory().ram > 0
    assert free_memory().vram is None
    assert "torch" not in sys.modules
    torch = types.ModuleType("torch")
    torch.cuda = types.SimpleNamespace(is_available=lambda: True, mem_get_info=lambda: (7, 9))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "torch", torch)
    assert free_memory().vram == 7
    torch.cuda.is_available = lambda: False
    assert free_memory().vram is None


def test_offload_ladder() -> None:
    asked = [offload_for(int(free * 1e9), int(4e9)) for free in (8, 5, 4.9, 3.4, 3.3, 1.0, 0.9, 0)]
    assert asked == ["none", "none", "model", "model", "group", "group", "sequential", "sequential"]


@given(st.integers(0, 10**12), st.integers(1, 10**11), st.integers(0, 10**10))
def test_more_memory_never_means_more_offload(free: int, model: int, more: int) -> None:
    ladder = ["none", "model", "group", "sequential"]
    assert ladder.index(offload_for(free + more, model)) <= ladder.index(offload_for(free, model))
