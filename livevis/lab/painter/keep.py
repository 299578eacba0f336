"""What a training run keeps on disk: weights, optimiser and step, replaced at once, resumed from.

Enters: models and an optimiser. Leaves: ``NAME.pt`` files of plain tensors in the run's folder.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Kept:
    """One stage: ``models`` by name, an ``optimiser``, the ``step`` and the seconds ``spent`` so far."""

    path: Path
    models: dict[str, Any]
    optimiser: Any = None
    step: int = 0
    spent: float = 0.0
    notes: dict[str, float] = field(default_factory=dict)

    def resume(self) -> bool:
        """Take up what the file holds, models it does not know left as they are; False if there is none."""
        if not self.path.exists():
            return False
        import torch

        held = torch.load(self.path, weights_only=True, map_location="cpu")
        for name, model in self.models.items():
            if name in held["models"]:
                model.load_state_dict(held["models"][name])
        if self.optimiser is not None and held["optimiser"] is not None:
            self.optimiser.load_state_dict(held["optimiser"])
        self.step, self.spent, self.notes = held["step"], held["spent"], held["notes"]
        return True

    def keep(self) -> None:
        """Write everything; an interrupted write leaves the last one whole."""
        import torch

        fresh = self.path.with_suffix(".new")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(
            {
                "models": {name: model.state_dict() for name, model in self.models.items()},
                "optimiser": self.optimiser.state_dict() if self.optimiser is not None else None,
                "step": self.step,
                "spent": self.spent,
                "notes": self.notes,
            },
            fresh,
        )
        os.replace(fresh, self.path)  # noqa: PTH105 - atomic on every system


def follow(shadow: Any, model: Any, decay: float) -> None:
    """Moves ``shadow``'s weights towards ``model``'s: an exponential moving average."""
    import torch

    with torch.no_grad():
        mine, theirs = list(shadow.parameters()), list(model.parameters())
        torch._foreach_lerp_(mine, theirs, 1.0 - decay)


def weights_of(path: Path, name: str, model: Any) -> Any:
    """``model`` with the weights that ``path`` keeps under ``name``."""
    import torch

    model.load_state_dict(torch.load(path, weights_only=True, map_location="cpu")["models"][name])
    return model.eval()
