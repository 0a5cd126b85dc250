"""The conversation of the person at the page: say, read back, correct a fact, forget."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from actions.conversation import today
from actions.heard import PICKED
from actions.render import WANTS_ANSWER
from bot.api.problems import Problem, details, of_failure, responses
from bot.api.rate_limit import admit
from bot.api.v1.inputs import After, Input
from bot.api.v1.messages import KnownFact, Message, known_facts, message
from bot.api.v1.person import COOKIE, PATH, Sender, new_sender, remember
from bot.api.v1.refusal import refused
from bot.message import LONGEST_MESSAGE
from bot.reception import Received, Reception
from rules import load_library
from rules.errors import FactError

CHANNEL = "web"
EVENTS = "text/event-stream"
MOST_FACTS = 20

router = APIRouter(prefix="/chat", tags=["chat"])


class Said(Input):
    """What the person typed or picked.

    key: a random name of the message. Who gets no answer sends it again with the same one: it is answered once.
    """

    text: str = Field(min_length=1, max_length=LONGEST_MESSAGE)
    key: str | None = Field(None, pattern="^[0-9A-Za-z_-]{16,64}$")


class Corrections(Input):
    """Fact id → raw value as the dictionary reads it; null forgets the fact."""

    facts: dict[str, Any] = Field(min_length=1, max_length=MOST_FACTS)


class ChatView(BaseModel):
    """The conversation, or what is new in it.

    state: who answers: the bot, still the bot while the person waits for staff, or an agent. facts: all that is known.
    masked: a number that names a person was taken out of what was just sent. forgotten: all before is deleted.
    """

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    state: Literal["bot", "waiting", "agent"]
    messages: list[Message]
    facts: list[KnownFact]
    masked: bool = False
    forgotten: bool = False


@router.get("")
def read(request: Request, sender: Sender, after: After = 0) -> ChatView:
    """The conversation so far, or its messages with an id above `after`."""
    if sender is None:
        return ChatView(state="bot", messages=[], facts=[])
    journal = _reception(request).journal
    conversation = journal.conversation(sender)
    return ChatView(
        state=conversation.state if conversation else "bot",
        messages=[message(row) for row in journal.history(sender, after)],
        facts=known_facts(journal.known(sender), today()),
    )


@router.post(
    "",
    response_model=ChatView,
    responses={
        200: {
            "description": "As JSON, or with `Accept: text/event-stream` the same as events: `message` "
            "(a Message) for each, then `view` (a ChatView without messages), or `problem`.",
            "content": {EVENTS: {"schema": {"type": "string"}}},
        },
        **responses(400, 413, 422, 503),
    },
)
async def say(request: Request, said: Said, sender: Sender) -> Response:
    """Says something; the person's own message comes first, as it is kept."""
    return await _respond(request, sender or new_sender(), said.text, {}, said.key)


@router.patch("/facts", response_model=ChatView, responses=responses(400, 404, 413, 422, 503))
async def correct(request: Request, corrections: Corrections, sender: Sender) -> Response:
    """Corrects or forgets facts, as if the person had said so in words."""
    if sender is None:
        raise Problem(404, "NoConversation", "还没有对话 / There is no conversation yet")
    known = await _reception(request).known(sender)
    text = _in_words(corrections.facts, known)
    return await _respond(request, sender, text, {PICKED: corrections.facts})


@router.delete("", status_code=204)
async def forget(request: Request, response: Response, sender: Sender) -> None:
    """Deletes everything that is kept of the conversation."""
    if sender is not None:
        await _reception(request).forget(sender)
    response.delete_cookie(COOKIE, path=PATH)


async def _respond(
    request: Request, sender: str, text: str, metadata: dict[str, Any], key: str | None = None
) -> Response:
    await admit(request, sender)
    received = _reception(request).receive(
        sender,
        text,
        CHANNEL,
        {**metadata, WANTS_ANSWER: True},
        staffed=True,
        key=key and f"{CHANNEL}:{sender}:{key}",
    )
    if EVENTS in request.headers.get("accept", ""):
        response: Response = StreamingResponse(_events(received), media_type=EVENTS)
    else:
        view = _view(await received)
        response = Response(view.model_dump_json(), media_type="application/json")
    remember(request, response, sender)
    return response


async def _events(received: Awaitable[Received]) -> AsyncIterator[str]:
    try:
        view = _view(await received)
    except Exception as error:  # the response has begun: what went wrong can only be told in it
        problem = of_failure(error)
        yield _event("problem", details(problem))
        if problem.status == 503:
            return
        raise
    for one in view.messages:
        yield _event("message", one)
    yield _event("view", view.model_copy(update={"messages": []}))


def _event(name: str, data: BaseModel) -> str:
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n"


def _view(received: Received) -> ChatView:
    rows = [*([received.heard] if received.heard else []), *received.answered]
    return ChatView(
        state=received.state,
        messages=[message(row) for row in rows],
        facts=known_facts(received.known, today()),
        masked=received.masked,
        forgotten=received.forgotten,
    )


def _reception(request: Request) -> Reception:
    reception: Reception = request.app.state.reception
    return reception


def _in_words(facts: dict[str, Any], known: dict[str, Any]) -> str:
    """What a person would type; raises Problem for a fact or a value that the dictionary does not know."""
    dictionary = load_library().dictionary
    changed, forgotten = [], []
    for name, value in facts.items():
        entry = dictionary.facts.get(name)
        if entry is None:
            raise refused(dictionary.unknown_fact(name))
        if value is None:
            forgotten.append(entry.label)
            continue
        try:
            shown = entry.show(entry.read(value, today()))
            changed.append(f"{entry.label}{'改成' if name in known else '：'}{shown}")
        except FactError as error:
            raise refused(error) from error
    if changed and forgotten:
        raise Problem(422, "Mixed", "改和删请分开做 / Correct and forget in two requests", "facts")
    return "，".join(changed) or f"删掉{'、'.join(forgotten)}"
