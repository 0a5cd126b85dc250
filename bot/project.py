"""Where the parts of a Rasa project lie on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """A Rasa project at the folder `root`; `actions` is the package of its custom actions."""

    root: Path
    actions: str = "actions"

    @property
    def config(self) -> Path:
        return self.root / "config.yml"

    @property
    def domain(self) -> Path:
        return self.root / "domain.yml"

    @property
    def data(self) -> Path:
        """What people say: examples, stories and rules for Rasa."""
        return self.root / "nlu_data"

    @property
    def endpoints(self) -> Path:
        return self.root / "endpoints.yml"

    @property
    def models(self) -> Path:
        """The trained model and its manifest. Made, never committed."""
        return self.root / "models"

    @property
    def var(self) -> Path:
        """What a running service writes: conversations, caches. Made, never committed."""
        return self.root / "var"


WENCE = Project(Path(__file__).resolve().parent.parent)
