"""How the API says that the rules cannot use a fact."""

from __future__ import annotations

from bot.api.problems import Problem
from rules.errors import FactError


def refused(error: FactError) -> Problem:
    """The problem of a fact, value or scope that the rules refuse; its `field` is the fact's id."""
    detail = f"{error.problem}。{error.remedy}。 / {error.fact} cannot be used"
    return Problem(422, "BadFact", detail, error.fact)
