"""The diffusion painter: few-step Stable Diffusion from a local folder.

Enters: `Prompt`s. Leaves: `Picture`s, uint8 sRGB. Thread: its stage's own, always the same one;
torch and diffusers are imported when it is entered.

One noise a scene (the prompt's seed, see `walk`) keeps its pictures kin; text is encoded once and
kept; guidance is off, as turbo and LCM models are trained, so negative prompts have no effect.
Every picture passes the guard: nothing black, flat or undefined leaves this room.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.errors import ModelFault
from livevis.flow.worker import Part
from livevis.messages import Picture, Prompt, Urgency
from livevis.paint.diffusion_folder import FolderPlan
from livevis.paint.diffusion_load import device_of, dtype_of, load, quiet, surveyed
from livevis.paint.diffusion_offload import Placement, below, choose, free_memory
from livevis.paint.diffusion_wish import DiffusionWish
from livevis.paint.guard import Attempt, Guard
from livevis.paint.painter import Size, finished
from livevis.paint.walk import evenly, noise, slerp

_REMEMBERED = 64
"""Embeddings kept: 77 x 1024 x 4 bytes each, 20 MB in all at most."""

_LCM_GUIDANCE = 8.0


class DiffusionPainter(Part):
    """Paints prompts with a diffusers pipeline; see `DiffusionWish` for what can be asked of it.

    ``notes`` says what it could not do as asked (an offload without a GPU). Raises `ModelFault` on
    entering if the folder is unusable, and while painting if memory does not suffice even one rung
    further down the offload ladder.
    """

    def __init__(self, wish: DiffusionWish) -> None:
        self.nominal_cost = wish.cost
        self.notes: tuple[str, ...] = ()
        self._wish = wish
        self._size: Size = wish.size or (512, 512)
        self._guard = Guard()
        self._embeddings: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._last: NDArray[np.float32] | None = None
        self._stepped_down = False
        self._pipeline: Any = None

    @property
    def size(self) -> Size:
        """(width, height) of its pictures; the model's own is known once entered."""
        return self._size

    def __enter__(self) -> DiffusionPainter:
        """Loads, places and warms up the model; seconds to minutes.

        Raises:
            ModelFault: the folder is unusable, or the model does not fit this machine.
        """
        self._plan: FolderPlan = surveyed(self._wish)
        self._device = device_of(self._wish)
        self._place(choose(self._wish.offload, self._plan, self._device, free_memory(self._device)))
        self._size = _paintable(self._wish.size, self._pipeline)
        self._attempt(self._embedding("warm up"), 0)
        self._embeddings.clear()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pipeline = None

    def __call__(self, item: Prompt) -> Iterator[Picture]:
        """The picture of ``item``; before it, if wanted now and travel is asked for, those on the way."""
        goal = self._embedding(item.text)
        if item.urgency is Urgency.NOW:
            last, self._last = self._last, goal
            if last is not None and self._wish.travel:
                yield from self._way(item, last, goal)
                return
        yield self._painted(item, goal)

    def _way(self, item: Prompt, last: NDArray[np.float32], goal: NDArray[np.float32]) -> Iterator[Picture]:
        """The pictures between two prompts and the asked-for one, all of one noise, evenly far apart."""
        stops = self._wish.travel
        way = evenly(lambda place: self._painted(item, slerp(last, goal, place)), stops, _apart)
        for stop, picture in enumerate(way[1:-1], start=1):
            yield replace(picture, id=f"{picture.id}-{stop}")
        yield way[-1]

    def reset(self) -> None:
        """A new song: no travel from the last one's prompt, none of its pictures as a fallback."""
        self._last = None
        self._guard.forget()

    def _painted(self, prompt: Prompt, embedding: NDArray[np.float32]) -> Picture:
        shown = self._guard.paint(
            lambda seed: self._attempt(embedding, seed), prompt.seed, self._size, prompt.look.palette
        )
        picture = finished(prompt, shown.pixels, self._wish.name, shown.fault)
        return replace(picture, seed=shown.seed)

    def _attempt(self, embedding: NDArray[np.float32], seed: int) -> Attempt:
        """One picture; where memory runs out, once again with the weights kept more thriftily."""
        import torch

        try:
            return self._run(embedding, seed)
        except torch.OutOfMemoryError:
            self._step_down()
        try:
            return self._run(embedding, seed)
        except torch.OutOfMemoryError as error:
            raise self._too_big() from error

    def _run(self, embedding: NDArray[np.float32], seed: int) -> Attempt:
        import torch

        pipeline, (width, height) = self._pipeline, self._size
        factor = pipeline.vae_scale_factor
        shape = (1, pipeline.unet.config.in_channels, height // factor, width // factor)
        made = pipeline(
            prompt_embeds=torch.from_numpy(embedding)[None].to(self._device, self._dtype),
            latents=torch.from_numpy(noise(seed, shape)).to(self._device, self._dtype),
            generator=torch.Generator("cpu").manual_seed(seed),
            num_inference_steps=self._wish.steps,
            guidance_scale=self._guidance(),
            width=width,
            height=height,
            output_type="pt",
        )
        image = made.images[0]
        flagged = bool(made.nsfw_content_detected and made.nsfw_content_detected[0])
        if flagged:
            return Attempt(np.zeros((height, width, 3), np.uint8), "the safety checker flagged the picture")
        if not bool(torch.isfinite(image).all()):
            return Attempt(np.full((height, width, 3), np.nan, np.float32))
        bytes_ = (image.float() * 255.0).round().clamp(0, 255).to(torch.uint8).permute(1, 2, 0)
        return Attempt(bytes_.contiguous().cpu().numpy())

    def _guidance(self) -> float:
        """Off; but a distilled LCM reads it as an embedding, and then wants what it was trained on.

        S. Luo et al., "Latent Consistency Models" (2023), section 4.3: scales of 3 to 13, one pass.
        """
        return _LCM_GUIDANCE if self._pipeline.unet.config.time_cond_proj_dim else 0.0

    def _embedding(self, text: str) -> NDArray[np.float32]:
        """The text encoder's (tokens, width) of ``text``, kept for the next time it is asked for."""
        if text in self._embeddings:
            self._embeddings.move_to_end(text)
            return self._embeddings[text]
        import torch

        with torch.inference_mode():
            tokens, _ = self._pipeline.encode_prompt(text, self._device, 1, False)
        self._embeddings[text] = tokens[0].float().cpu().numpy()
        if len(self._embeddings) > _REMEMBERED:
            self._embeddings.popitem(last=False)
        return self._embeddings[text]

    def _place(self, placement: Placement) -> None:
        """Loads the pipeline and puts it on the rung of ``placement``; one rung lower if it does not fit."""
        import torch

        with quiet():
            self._dtype = dtype_of(self._wish, self._device)
            self._pipeline = load(self._wish, self._plan, self._dtype)
            self._placement = placement
            try:
                placement.offload.place(self._pipeline, self._device)
            except torch.OutOfMemoryError:
                self._step_down()
        if placement.note:
            self.notes = (*self.notes, placement.note)

    def _step_down(self) -> None:
        lower = below(self._placement.offload, self._device)
        if self._stepped_down or lower is None:
            raise self._too_big()
        self._stepped_down = True
        self._drop_pipeline()
        self._place(Placement(lower, f"memory ran out; {lower.name} offload from now on, slower"))

    def _drop_pipeline(self) -> None:
        """Gives the memory back; a pipeline is never moved between rungs, its hooks would stay behind."""
        import torch

        self._pipeline = None
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _too_big(self) -> ModelFault:
        width, height = self._size
        return ModelFault(
            f"{self._wish.folder}: {width}x{height} pictures do not fit the memory of {self._device}",
            "Set a smaller [paint] size or a smaller model in the rig, or close what else uses the GPU",
        )


def _apart(one: Picture, other: Picture) -> float:
    """The mean difference of two pictures' pixels."""
    return float(np.abs(one.pixels.astype(np.int16) - other.pixels).mean())


def _paintable(wanted: Size | None, pipeline: Any) -> Size:
    """``wanted`` rounded to whole latents and to 8 pixels; the model's own size where nothing was wanted."""
    factor = pipeline.vae_scale_factor
    if wanted is None:
        own = pipeline.unet.config.sample_size
        high, wide = (own, own) if isinstance(own, int) else own
        wanted = (wide * factor, high * factor)
    grid = int(np.lcm(8, factor))
    width, height = (max(grid, round(side / grid) * grid) for side in wanted)
    return width, height
