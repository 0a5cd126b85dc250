"""What people think of an answer."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import Field

from bot.api.problems import Problem, responses
from bot.api.v1.inputs import Input, PathId
from bot.api.v1.messages import Vote
from bot.api.v1.person import Sender
from bot.masking import mask
from bot.message import as_plain_text

router = APIRouter(prefix="/chat/messages", tags=["chat"])


class Feedback(Input):
    """A vote, and in the person's words why."""

    vote: Vote
    comment: str | None = Field(default=None, max_length=500)


@router.put("/{message}/feedback", status_code=204, responses=responses(400, 404, 413, 422))
def vote(
    request: Request,
    message: PathId,
    feedback: Feedback,
    sender: Sender,
) -> None:
    """Notes the vote for a reply of the bot, in place of an earlier one."""
    journal = request.app.state.reception.journal
    comment = mask(as_plain_text(feedback.comment))[0] if feedback.comment else None
    if sender is None or not journal.vote(sender, message, feedback.vote, comment):
        raise Problem(404, "NoMessage", "没有这条回答 / There is no such reply")
