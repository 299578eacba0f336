"""Seeds and addresses."""

from livevis.messages import Look, Scene, Trigger, Urgency, Why
from livevis.prompt.prompter import Draft, addressed, scene_seed

SCENE = Scene("song/cue", "song", "Title", Look(seed=7, negative="text"))


def trigger(**changes: object) -> Trigger:
    values: dict[str, object] = {
        "id": "t-3",
        "why": Why.LINE,
        "urgency": Urgency.NOW,
        "text": "a boat",
        "scene": SCENE,
        "at": 4.5,
        "line": 2,
    }
    return Trigger(**{**values, **changes})  # type: ignore[arg-type]


def test_the_seed_of_a_scene_is_fixed_for_ever() -> None:
    # CRC-32 of "7|song/cue|0": a change here changes every show's pictures
    assert scene_seed(SCENE) == 1699646609


def test_seeds_differ_by_look_scene_and_variant() -> None:
    other_look = Scene("song/cue", "song", "Title", Look(seed=8))
    other_scene = Scene("song/other", "song", "Title", Look(seed=7))
    seeds = {scene_seed(SCENE), scene_seed(SCENE, 1), scene_seed(other_look), scene_seed(other_scene)}
    assert len(seeds) == 4
    assert all(0 <= seed < 2**32 for seed in seeds)


def test_a_prompt_carries_its_trigger() -> None:
    prompt = addressed(trigger(variant=1), Draft("a boat, ink", "a boat"))
    assert (prompt.id, prompt.trigger, prompt.for_line, prompt.at) == ("p-t-3", "t-3", 2, 4.5)
    assert (prompt.text, prompt.subject, prompt.negative, prompt.song) == (
        "a boat, ink",
        "a boat",
        "text",
        "song",
    )
    assert prompt.seed == scene_seed(SCENE, 1)
    assert addressed(trigger(), Draft("x"), "b").id == "p-t-3b"
