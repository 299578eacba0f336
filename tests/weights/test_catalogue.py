"""The catalogue: whole, consistent, and silent about what nobody has read."""

from __future__ import annotations

import dataclasses

import pytest

from livevis.weights.catalogue import (
    BUILT_IN,
    CARRIED,
    CATALOGUE,
    LAYOUTS,
    PACE,
    Model,
    Role,
    lookup,
    models_for,
    names_for,
)


def test_names_and_ids_are_unique_and_found() -> None:
    names = [model.name for model in CATALOGUE] + [model.id for model in CATALOGUE]
    assert len(set(names)) == len(names)
    for model in CATALOGUE:
        assert lookup(model.name) is lookup(model.id) is model
    assert lookup("nothing") is None


def test_known_elsewhere_under_another_id() -> None:
    turbo = lookup("mobiuslabsgmbh/faster-whisper-large-v3-turbo")
    assert turbo is not None
    assert turbo.name == "whisper-turbo"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_ladder_down_to_something_built_in(role: Role) -> None:
    assert models_for(role)
    assert BUILT_IN[role]
    assert PACE[role] > 0
    assert set(BUILT_IN[role]) <= set(names_for(role))
    assert all(model.layout == LAYOUTS[role] for model in models_for(role))


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)
def test_an_entry_says_what_a_person_must_know(model: Model) -> None:
    assert model.licence
    assert model.bytes > 1_000_000
    assert model.ram > 0
    assert model.vram > 0
    assert (model.cost_cpu or 0) > 0 or (model.cost_cuda or 0) > 0
    assert model.id.count("/") == 1


@pytest.mark.parametrize("role", list(CARRIED))
def test_what_came_along_has_a_place_of_its_own(role: Role) -> None:
    model = CARRIED[role]
    assert (model.name, model.role, model.layout) == ("pocket", role, LAYOUTS[role])
    assert model.name in names_for(role)
    assert lookup(model.name) is lookup(model.id) is None  # never fetched
    assert model not in models_for(role)
    assert 0 < (model.cost_cpu or 0) <= PACE[role]
    assert model.licence
    assert model.ram > 0


def test_one_painter_of_ours_has_its_own_steps_and_latents() -> None:
    assert (CARRIED[Role.PAINT].steps, CARRIED[Role.PAINT].own_latents) == (4, True)
    assert all((model.steps, model.own_latents) == (1, False) for model in CATALOGUE)


def test_best_means_dearest_first() -> None:
    for role in Role:
        costs = [model.cost_cpu for model in models_for(role) if model.cost_cpu is not None]
        assert costs == sorted(costs, reverse=True)


def test_no_revision_and_no_hash_is_stated() -> None:
    fields = {field.name for field in dataclasses.fields(Model)}
    assert not fields & {"revision", "sha256", "hash", "commit"}


def test_no_code_and_no_pickle_is_ever_asked_for() -> None:
    for layout in LAYOUTS.values():
        for pattern in layout.fetched:
            assert not pattern.endswith((".py", ".ckpt", ".pt", ".pkl"))
            assert not pattern.endswith(".bin") or pattern == "model.bin"
            assert not pattern.startswith("*")
