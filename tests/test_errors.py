"""Every error is one line a person can act on, with the exit code the contract gives it."""

from __future__ import annotations

import pytest

from livevis.errors import DeviceLost, Fault, InputFaults, LivevisError, ModelFault, Unreachable


def test_a_fault_names_place_fault_and_remedy() -> None:
    fault = Fault("show.toml:14, song 3", "unknown key 'sytle'", "Did you mean 'style'?")
    assert str(fault) == "show.toml:14, song 3: unknown key 'sytle'. Did you mean 'style'?"
    assert str(Fault("rig.toml", "is empty", "")) == "rig.toml: is empty."


def test_all_faults_are_told_at_once_and_mean_wrong_input() -> None:
    faults = [Fault("a", "b", "c"), Fault("d", "e", "f")]
    error = InputFaults(faults)
    assert str(error).splitlines() == ["a: b. c", "d: e. f"]
    assert error.faults == tuple(faults)
    assert error.exit_code == 2


@pytest.mark.parametrize("kind", [LivevisError, DeviceLost, ModelFault, Unreachable])
def test_what_fails_while_running_carries_its_remedy(kind: type[LivevisError]) -> None:
    error = kind("the microphone is gone", "Plug it in again")
    assert error.exit_code == (2 if kind is ModelFault else 1)
    assert str(error) == "the microphone is gone. Plug it in again"
    assert str(kind("no reason known")) == "no reason known"
    assert isinstance(error, LivevisError)
