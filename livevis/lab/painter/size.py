"""How large the pocket painter is, and how it is trained: every number of a run in one place.

Enters: nothing. Leaves: frozen values. Pure; any thread.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Widths and depths. Latents are (channels, side / 8, side / 8): four decoder widths halve three times.

    Sixteenfold latents were tried first: upsampling by nearest neighbour and convolution has to invent what
    lies inside a latent's cell; after equal time (one minute of one core) 8 channels at a sixteenth gave a
    mean error of 0.21, 4 channels at an eighth 0.13 (range -1 to 1).

    ``vae_width`` of every level; ``encoder_blocks`` and ``decoder_blocks`` from fine to coarse and from
    coarse to fine (most of the work where pixels are few). ``tokens``: places of the text encoder, of which
    the last are notes (see `reading`). ``unet``: channels of its levels; ``depth``: transformers one after
    the other wherever it attends to words.
    """

    side: int = 256
    channels: int = 4
    vae_width: int = 32
    encoder_blocks: tuple[int, ...] = (0, 1, 2, 3)
    decoder_blocks: tuple[int, ...] = (4, 3, 2, 0)
    words: int = 3600
    tokens: int = 64
    text_width: int = 144
    text_layers: int = 3
    unet: tuple[int, ...] = (32, 96, 160)
    depth: int = 1
    heads: int = 4
    groups: int = 16

    @property
    def latent_side(self) -> int:
        """Latents along one side."""
        return self.side // 8


@dataclass(frozen=True)
class Course:
    """How long and how fast each stage learns.

    ``shares``: of the minutes given, for autoencoder, reading and painter. ``batch``: a worker's; a step
    sees ``batch`` x workers. ``crop``: side of the pieces the autoencoder learns from. ``warm``: steps over
    which the rate rises. ``most``: steps of each stage at most, 0 as many as time allows; where it is given,
    a run is the same on every machine. ``compiled``: the models are, by a C++ compiler.
    """

    crops: int = 6000
    crop: int = 64
    crop_batch: int = 8
    crop_rate: float = 2e-3
    scenes: int = 40_000
    batch: int = 24
    rate: float = 4e-4
    reading_rate: float = 2e-3
    shares: tuple[float, float, float] = (0.09, 0.06, 0.85)
    keep_every: float = 120.0
    warm: int = 100
    most: tuple[int, int, int] = (0, 0, 0)
    compiled: bool = True


POCKET = Size()
SMOKE = Size(
    side=64,
    vae_width=16,
    encoder_blocks=(0, 0, 1, 1),
    decoder_blocks=(1, 1, 0, 0),
    words=700,
    text_width=48,
    text_layers=1,
    unet=(16, 32, 32),
    heads=2,
    groups=8,
)
SMOKE_COURSE = Course(
    crops=48,
    crop=32,
    crop_batch=8,
    scenes=96,
    batch=8,
    rate=1.2e-3,
    warm=10,
    most=(60, 30, 80),
    compiled=False,
)
