"""The dictionary of facts: what can be told, in which unit, and how it is asked."""

from __future__ import annotations

from fastapi import APIRouter

from rules import load_library
from rules.facts import Dictionary

router = APIRouter(prefix="/facts", tags=["facts"])


@router.get("")
async def facts() -> Dictionary:
    """All facts by id, with the words by which they are recognised, and the questions that ask several at once."""
    return load_library().dictionary
