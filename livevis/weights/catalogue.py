"""The models livevis knows, and what it needs to know before fetching or choosing one.

Enters: nothing. Leaves: frozen entries, best first within a role. Any thread; pure.

Sizes are what `models fetch` brings, read off the hub's file listings or computed from parameter
counts, so approximate; the fetch itself reports exact bytes. No revision or hash is stated here:
the first fetch records both in ``models.lock``. Costs are *declared*, for two CPU cores or one
common GPU, from arithmetic rather than from the machine at hand: virtual time and the first choice
need a figure that is the same everywhere. A measured figure, where one is given, wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from livevis.units import Seconds

MEGA = 1_000_000
GIGA = 1_000_000_000


class Role(str, Enum):
    """What a model is for."""

    WORDS = "words"
    PROMPT = "prompt"
    PAINT = "paint"
    VAE = "vae"


PACE: dict[Role, Seconds] = {
    Role.WORDS: 1.0,
    Role.PROMPT: 0.6,
    Role.PAINT: 1.2,
    Role.VAE: 0.6,
}
"""The longest one item may take and the show still breathe: a pass over the hearing window, a
condensed line, a picture."""


@dataclass(frozen=True)
class Layout:
    """Files a model folder must hold.

    ``required``: glob patterns, each matched by at least one file. ``fetched``: patterns of files
    worth downloading; nothing else ever is, so no code and no pickles.
    """

    name: str
    required: tuple[str, ...]
    fetched: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """One known model. ``cost_cpu`` / ``cost_cuda``: declared seconds per item (see `PACE`), None: not
    for that device. ``ram`` / ``vram``: bytes it needs free. ``also``: ids under which the same files
    may already lie in the Hugging Face cache. ``steps``: how many a painter takes unless the rig says.
    ``own_latents``: no other decoder (`Role.VAE`) reads what this painter makes."""

    name: str
    id: str
    role: Role
    licence: str
    bytes: int
    layout: Layout
    cost_cpu: Seconds | None
    cost_cuda: Seconds | None
    ram: int
    vram: int
    also: tuple[str, ...] = ()
    steps: int = 1
    own_latents: bool = False


WHISPER = Layout(
    "a CTranslate2 Whisper",
    required=("config.json", "model.bin", "tokenizer.json", "vocabulary.*"),
    fetched=("config.json", "model.bin", "tokenizer.json", "vocabulary.*", "preprocessor_config.json"),
)
SEQ2SEQ = Layout(
    "a transformers sequence-to-sequence model",
    required=("config.json", "*.safetensors", "tokenizer.json"),
    fetched=(
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "tokenizer.json",
        "tokenizer_config.json",
        "special_tokens_map.json",
        "spiece.model",
    ),
)
PIPELINE = Layout(
    "a diffusers Stable Diffusion pipeline",
    required=(
        "model_index.json",
        "scheduler/*.json",
        "tokenizer/*.json",
        "text_encoder/config.json",
        "text_encoder/*.safetensors",
        "unet/config.json",
        "unet/*.safetensors",
        "vae/config.json",
        "vae/*.safetensors",
    ),
    # Half precision only: half the bytes, and nothing that follows needs more.
    fetched=(
        "model_index.json",
        "LICENSE*",
        "scheduler/*.json",
        "tokenizer/*.json",
        "tokenizer/*.txt",
        "text_encoder/config.json",
        "text_encoder/model.fp16.safetensors",
        "unet/config.json",
        "unet/diffusion_pytorch_model.fp16.safetensors",
        "vae/config.json",
        "vae/diffusion_pytorch_model.fp16.safetensors",
    ),
)
TINY_VAE = Layout(
    "a diffusers autoencoder",
    required=("config.json", "*.safetensors"),
    fetched=("config.json", "diffusion_pytorch_model.safetensors"),
)

_STABILITY = "Stability AI Community License; for commercial use see https://stability.ai/license"


def _whisper(size: str, download: int, costs: tuple[Seconds, Seconds], memory: tuple[int, int]) -> Model:
    return Model(
        name=f"whisper-{size}",
        id=f"Systran/faster-whisper-{size}",
        role=Role.WORDS,
        licence="MIT",
        bytes=download,
        layout=WHISPER,
        cost_cpu=costs[0],
        cost_cuda=costs[1],
        ram=memory[0],
        vram=memory[1],
    )


CATALOGUE: tuple[Model, ...] = (
    Model(
        name="whisper-turbo",
        id="deepdml/faster-whisper-large-v3-turbo-ct2",
        role=Role.WORDS,
        licence="MIT",
        bytes=1_620 * MEGA,
        layout=WHISPER,
        cost_cpu=8.0,
        cost_cuda=0.12,
        ram=int(2.5 * GIGA),
        vram=int(2.5 * GIGA),
        also=("mobiuslabsgmbh/faster-whisper-large-v3-turbo",),
    ),
    _whisper("medium", 1_530 * MEGA, (4.0, 0.20), (int(2.5 * GIGA), int(2.5 * GIGA))),
    _whisper("small", 486 * MEGA, (0.95, 0.10), (GIGA, GIGA)),
    _whisper("base", 148 * MEGA, (0.35, 0.06), (int(0.5 * GIGA), int(0.6 * GIGA))),
    _whisper("tiny", 78 * MEGA, (0.18, 0.05), (int(0.4 * GIGA), int(0.5 * GIGA))),
    Model(
        name="t5-small",
        id="google-t5/t5-small",
        role=Role.PROMPT,
        licence="Apache-2.0",
        bytes=245 * MEGA,
        layout=SEQ2SEQ,
        cost_cpu=0.40,
        cost_cuda=0.12,
        ram=int(0.7 * GIGA),
        vram=int(0.6 * GIGA),
        also=("t5-small",),
    ),
    Model(
        name="sd-turbo",
        id="stabilityai/sd-turbo",
        role=Role.PAINT,
        licence=_STABILITY,
        bytes=2_600 * MEGA,
        layout=PIPELINE,
        cost_cpu=4.2,
        cost_cuda=0.08,
        ram=6 * GIGA,
        vram=4 * GIGA,
    ),
    Model(
        name="taesd",
        id="madebyollin/taesd",
        role=Role.VAE,
        licence="MIT",
        bytes=10 * MEGA,
        layout=TINY_VAE,
        cost_cpu=0.40,
        cost_cuda=0.01,
        ram=int(0.2 * GIGA),
        vram=int(0.2 * GIGA),
    ),
)
"""Best first within each role."""

POCKET = "pocket"
"""What the rig calls either model that travels inside the repository."""

CARRIED: dict[Role, Model] = {
    Role.PROMPT: Model(
        name=POCKET,
        id="pocket/summary",
        role=Role.PROMPT,
        licence="MIT",
        bytes=6 * MEGA,
        layout=SEQ2SEQ,
        cost_cpu=0.08,
        cost_cuda=0.08,
        ram=int(0.5 * GIGA),
        vram=int(0.2 * GIGA),
    ),
    Role.PAINT: Model(
        name=POCKET,
        id="pocket/painter",
        role=Role.PAINT,
        licence="MIT; pictures learnt from drawings of the Noto Color Emoji font (SIL OFL 1.1)",
        bytes=14 * MEGA,
        layout=PIPELINE,
        cost_cpu=0.15,
        cost_cuda=0.05,
        ram=int(0.8 * GIGA),
        vram=int(0.5 * GIGA),
        steps=4,
        own_latents=True,
    ),
}
"""Models that come along with the program, one a role at most: after every fetched one, before the parts
that need no files. ``id`` is the folder below ``assets``."""

BUILT_IN: dict[Role, tuple[str, ...]] = {
    Role.WORDS: ("sphinx",),
    Role.PROMPT: ("picker",),
    Role.PAINT: ("lantern", "testcard"),
    Role.VAE: ("own",),
}
"""Parts that need no files, the usual one first: the last rung of the ladder."""

LAYOUTS: dict[Role, Layout] = {
    Role.WORDS: WHISPER,
    Role.PROMPT: SEQ2SEQ,
    Role.PAINT: PIPELINE,
    Role.VAE: TINY_VAE,
}
"""What a folder of each role must hold."""


def models_for(role: Role) -> tuple[Model, ...]:
    """Models of a role that can be fetched, best first."""
    return tuple(model for model in CATALOGUE if model.role is role)


def names_for(role: Role) -> tuple[str, ...]:
    """Every name ``model =`` may take for a role: short names, hub ids, built-in models and parts."""
    known = (name for model in models_for(role) for name in (model.name, model.id))
    carried = (CARRIED[role].name,) if role in CARRIED else ()
    return (*carried, *BUILT_IN[role], *known)


def lookup(name: str) -> Model | None:
    """The model to be fetched of that short name or hub id, or None."""
    return next((model for model in CATALOGUE if name in (model.name, model.id, *model.also)), None)
