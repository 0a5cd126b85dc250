"""What the page shows before anything is said."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from actions.about_bot import WHO
from actions.answer import Choice
from actions.out_of_scope import SCREEN
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
    packs = load_library().packs.values()
    topics = [pack.topics[name] for pack in packs for name in pack.about.starters]
    return About(
        name="问策",
        greeting=WHO,
        notice=PRIVACY,
        starters=[SCREEN, *(Choice(title=topic.ask, send=topic.ask) for topic in topics)],
        documents=document_heads(),
    )
