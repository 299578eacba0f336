"""Reading before painting."""

from __future__ import annotations

from pathlib import Path

from livevis.lab.painter import reading
from livevis.lab.painter.captioned import Telling
from livevis.lab.painter.loop import Task
from livevis.lab.painter.parts import text_encoder, tokenizer
from livevis.lab.painter.ranks import Rank
from livevis.lab.painter.reading import Questionnaire
from livevis.lab.painter.size import POCKET, SMOKE, SMOKE_COURSE
from livevis.lab.pocket.plan import Cast, Scene
from livevis.lab.pocket.scene import draw
from livevis.lab.pocket.vocabulary import vocabulary

from .thumbnail import thumbnails


def test_every_part_of_a_scene_is_asked_for() -> None:
    known = vocabulary().limited(60, 8, 4)
    boat, moon = known.subject("boat"), known.subject("moon")
    asked = Questionnaire(known)
    scene = Scene((Cast(boat, 1, "big", "red"),), "sea", "night", "rain", "ink", ("navy", "gold"))
    others = [
        Scene((Cast(moon, 1, "big", "red"),), "sea", "night", "rain", "ink", ("navy", "gold")),
        Scene((Cast(boat, 2, "big", "red"),), "sea", "night", "rain", "ink", ("navy", "gold")),
        Scene((Cast(boat, 1, "", "red"),), "sea", "night", "rain", "ink", ("navy", "gold")),
        Scene((Cast(boat, 1, "big", ""),), "sea", "night", "rain", "ink", ("navy", "gold")),
        Scene((Cast(boat, 1, "big", "red"), Cast(moon)), "sea", "night", "rain", "ink", ("navy", "gold")),
        Scene((Cast(boat, 1, "big", "red"),), "field", "night", "rain", "ink", ("navy", "gold")),
        Scene((Cast(boat, 1, "big", "red"),), "sea", "day", "rain", "ink", ("navy", "gold")),
        Scene((Cast(boat, 1, "big", "red"),), "sea", "night", "", "ink", ("navy", "gold")),
        Scene((Cast(boat, 1, "big", "red"),), "sea", "night", "rain", "", ("navy", "gold")),
        Scene((Cast(boat, 1, "big", "red"),), "sea", "night", "rain", "ink", ()),
    ]
    answers = asked.answers(scene)
    assert len(answers) == len(asked.questions)
    assert all(asked.answers(other) != answers for other in others)


def test_answers_are_within_their_questions_and_notes_within_the_prompt() -> None:
    known = vocabulary()
    asked = Questionnaire(known)
    for seed in range(200):
        answers = asked.answers(draw(seed, known))
        assert all(said < one.answers for said, one in zip(answers, asked.questions, strict=True))
    assert asked.notes <= 16 < POCKET.tokens


def test_it_learns_and_goes_on(tmp_path: Path) -> None:
    import torch

    stock, said = thumbnails(tmp_path), []
    tokens = tokenizer(tmp_path / "t", stock.vocabulary.words(), SMOKE)
    telling = Telling(stock, tokens, (1,))
    for most in (10, 40):
        task = Task(tmp_path / "r.pt", SMOKE, SMOKE_COURSE, 3600.0, 1, Rank(), said.append, most)
        reading.train(task, telling, tokens)
    kept = torch.load(tmp_path / "r.pt", weights_only=True)
    assert kept["step"] == 40
    assert kept["notes"]["last"] < 0.9 * kept["notes"]["first"]


def test_synonyms_begin_alike(tmp_path: Path) -> None:
    import torch

    tokens = tokenizer(tmp_path / "t", ["boat", "dinghy", "rose"], SMOKE)
    text = text_encoder(SMOKE, tokens)
    reading.alike(text, tokens, [("boat", "dinghy", "a rowing boat")])
    boat, dinghy, rose = (
        text.embeddings.token_embedding.weight.detach()[tokens(word, add_special_tokens=False).input_ids[0]]
        for word in ("boat", "dinghy", "rose")
    )
    alike, unlike = (torch.cosine_similarity(boat, other, dim=0) for other in (dinghy, rose))
    assert float(alike) > 0.9 > float(unlike)
