"""The numbers of a training run hang together."""

from livevis.lab.painter.size import POCKET, SMOKE, SMOKE_COURSE, Course


def test_four_levels_halve_three_times() -> None:
    assert POCKET.latent_side == 32
    assert SMOKE.latent_side == 8
    assert len(POCKET.encoder_blocks) == len(POCKET.decoder_blocks) == 4


def test_the_shares_are_the_whole_time() -> None:
    assert sum(Course().shares) == 1.0
    assert all(width % POCKET.groups == 0 for width in POCKET.unet)
    assert SMOKE_COURSE.crop % 16 == 0
