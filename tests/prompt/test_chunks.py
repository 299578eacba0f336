"""Reading a line: tags, noun phrases, ties."""

from livevis.prompt.chunks import Role, read, tag
from livevis.prompt.lexicon import Kind, english


def roles(line: str) -> dict[str, Role]:
    return {token.word: token.role for token in tag(line, english())}


def shown(line: str) -> list[str]:
    reading = read(line, english())
    said = []
    for chain in reading.chains:
        names = [" ".join(t.word for t in (*c.describing, *c.nouns)) for c in chain.chunks]
        said.append(
            names[0] + "".join(f" {tie} {name}" for tie, name in zip(chain.ties, names[1:], strict=True))
        )
    return said


def test_roles() -> None:
    found = roles("the paper boat is so lonely on black water, oh")
    assert found["the"] is Role.DETERMINER
    assert found["paper"] is Role.NOUN
    assert found["is"] is Role.LINK
    assert found["on"] is Role.PREPOSITION
    assert found["lonely"] is found["black"] is Role.DESCRIBING
    assert found[","] is Role.BREAK
    assert found["oh"] is Role.SILENT


def test_a_picture_word_after_a_subject_is_a_verb() -> None:
    assert roles("you light up")["light"] is Role.SILENT
    assert roles("we want to fly")["fly"] is Role.SILENT
    assert roles("the light")["light"] is Role.NOUN
    assert shown("I walk to the river") == ["river"]


def test_noun_phrases_keep_their_words_and_ties() -> None:
    assert shown("a paper boat on a black river") == ["paper boat on black river"]
    assert shown("moon and stars") == ["moon and stars"]
    assert shown("rose, garden") == ["rose", "garden"]
    assert shown("a crown of thorns in the old house by the sea") == ["crown of thorns in old house", "sea"]


def test_actions_and_predicates_describe_the_noun_before_them() -> None:
    assert shown("the stars are falling") == ["falling stars"]
    assert shown("the sky is so blue") == ["blue sky"]
    assert shown("burning bridges") == ["burning bridges"]


def test_unlisted_words_count_only_after_an_article_or_adjective() -> None:
    assert shown("a gizmo") == ["gizmo"]
    assert shown("gizmo") == []
    assert shown("the truly") == []


def test_an_adjective_alone_after_an_article_is_a_thing() -> None:
    assert shown("dancing in the dark") == ["darkness"]
    assert shown("in the dark house") == ["dark house"]


def test_strays() -> None:
    reading = read("lonely and blue", english())
    assert reading.moods == ("lonely",)
    assert reading.colours == ("blue",)
    assert reading.chains == ()


def test_a_subject_is_a_thing_not_a_place() -> None:
    chains = read("the river, a boat", english()).chains
    assert [chain.is_subject for chain in chains] == [False, True]
    assert chains[0].chunks[0].kind is Kind.PLACE
