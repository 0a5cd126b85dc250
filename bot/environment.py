"""Makes this process ready for Rasa."""

from __future__ import annotations

from functools import cache

from bot import quiet, standin
from bot.project import Project


@cache
def prepare(project: Project) -> None:
    """Imports Rasa without TensorFlow, quiet and mended. Call it before `rasa` is imported."""
    quiet.set_environment(project)
    standin.import_rasa()
    quiet.hush_libraries(project)
    from bot.speed import apply_mends

    apply_mends()
