"""What the page shows before anything is said."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from actions.about_bot import WHO, starters
from actions.answer import Choice
from actions.screening import PRIVACY
from bot.api.v1.documents import DocumentHead, document_heads
from rules import load_library

router = APIRouter(tags=["about"])


class About(BaseModel):
    """The assistant, what happens with personal data, questions to begin with, and the documents."""

    name: str
    greeting: str
    notice: str
    starters: list[Choice]
    documents: list[DocumentHead]


@router.get("/about")
async def about() -> About:
    """Introduces the assistant."""
    return About(
        name="问策",
        greeting=WHO,
        notice=PRIVACY,
        starters=list(starters(load_library())),
        documents=document_heads(),
    )
