"""Rasa's REST channel, by the contract that its clients know: POST /webhooks/rest/webhook."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from bot.api.incoming import Incoming, read_incoming
from bot.api.rate_limit import admit
from bot.reception import Reception

router = APIRouter(prefix="/webhooks/rest", tags=["chat"])


class Button(BaseModel):
    """A choice to show; sending its `payload` as the next message picks it."""

    model_config = ConfigDict(extra="allow")

    title: str
    payload: str


class Outgoing(BaseModel):
    """One message to show to `recipient_id`; the other fields are there when they are said."""

    recipient_id: str
    text: str | None = None
    buttons: list[Button] | None = None
    custom: Any = None
    image: str | None = None
    attachment: Any = None


REQUEST_BODY = {
    "required": True,
    "content": {"application/json": {"schema": Incoming.model_json_schema()}},
}


@router.get("/")
async def health() -> dict[str, str]:
    """Says that the channel is there."""
    return {"status": "ok"}


@router.post(
    "/webhook",
    response_model=list[Outgoing],
    response_model_exclude_unset=True,
    openapi_extra={"requestBody": REQUEST_BODY},
)
async def receive(
    request: Request, incoming: Annotated[Incoming, Depends(read_incoming)]
) -> list[dict[str, Any]]:
    """Answers one message of one person with the messages to show, in order."""
    await admit(request, incoming.sender)
    reception: Reception = request.app.state.reception
    received = await reception.receive(
        incoming.sender, incoming.message, incoming.input_channel, incoming.metadata
    )
    return received.replies
