"""Conversations: found, taken over, answered by an agent, handed back, deleted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from bot.api.problems import Problem, responses
from bot.api.v1.inputs import NO_NUL, After, Before, Input, Limit, Moment, PathId
from bot.api.v1.staff.delivery import CouriersOf, Reach, reach_of, told
from bot.api.v1.staff.messages import StaffMessage, staff_message
from bot.api.v1.staff.session import Administrator, DatabaseOf, Staff
from bot.channels.agents import send_words
from bot.message import LONGEST_MESSAGE
from bot.reception import Reception
from bot.store import audit, conversations, tables
from bot.store.accounts import ADMINISTRATOR
from bot.store.database import Database
from bot.store.deliveries import address_of

router = APIRouter(prefix="/conversations")

LOOK = "查看会话"
Filter = Literal["all", "waiting", "handed_over", "unanswered", "downvoted"]


class ConversationRow(BaseModel):
    """A conversation with counts of its messages; agent: who holds it."""

    id: int
    channel: str
    started_at: Moment
    last_at: Moment
    state: Literal["bot", "waiting", "agent"]
    agent: str | None
    messages: int
    last_text: str
    handed_over: bool
    unanswered: int
    downvotes: int


class ConversationDetail(ConversationRow):
    """A conversation with its messages in order. reach: of a person on WeChat; the web shows words by itself."""

    replay: list[StaffMessage]
    reach: Reach | None


class ConversationPage(BaseModel):
    rows: list[ConversationRow]
    next: int | None


class Words(Input):
    text: str = Field(min_length=1, max_length=LONGEST_MESSAGE, pattern=NO_NUL)


@router.get("", response_model=ConversationPage, responses=responses(401, 404, 422))
def listed(
    who: Staff,
    database: DatabaseOf,
    q: Annotated[str, Query(max_length=200, pattern=NO_NUL)] = "",
    filter: Filter = "all",
    channel: Annotated[str, Query(max_length=64, pattern=NO_NUL)] = "",
    before: Before = None,
    limit: Limit = 50,
) -> dict[str, object]:
    """Conversations by their last message, newest first.

    `q` is looked for in their messages and sender ids; a request id finds what came by it.
    """
    with database.session() as session:
        try:
            rows = conversations.page(session, q, filter, channel, before, limit)
        except LookupError:
            raise _missing() from None
        if q:  # the log outlives what is deleted, so it must not hold the words
            audit.record(session, who.name, "搜索会话", detail=f"{len(q)} 个字，筛选 {filter}")
    return {"rows": rows, "next": rows[-1].id if len(rows) == limit else None}


@router.get("/{id}", responses=responses(401, 404, 422))
def detail(
    id: PathId, who: Staff, database: DatabaseOf, couriers: CouriersOf, after: After = 0
) -> ConversationDetail:
    """One conversation, message by message."""
    with database.session() as session:
        row = _existing(session, id)
        address = address_of(session, id)
        reach = None if address is None else reach_of(address, couriers, database)
        messages = conversations.replay(session, id, after)
        travelling = told(session, id, after, address, couriers)
        replay = [
            staff_message(message, agent, travelling.get(message.id)) for message, agent in messages
        ]
        # The console asks every other second for what is new.
        if after == 0 or not audit.recorded_lately(session, who.name, LOOK, f"会话 {id}"):
            audit.record(session, who.name, LOOK, f"会话 {id}")
    return ConversationDetail(**asdict(row), replay=replay, reach=reach)


@router.post(
    "/{id}/takeover", response_model=ConversationRow, responses=responses(401, 403, 404, 409, 422)
)
def take_over(id: PathId, who: Staff, database: DatabaseOf) -> conversations.Row:
    """Holds the conversation: the bot is silent, and what the agent says reaches the person."""
    with database.session() as session:
        _existing(session, id)
        if not conversations.take_over(session, id, who.id):
            raise Problem(409, "Held", "另一位坐席已经接手 / Another agent holds this conversation")
        audit.record(session, who.name, "接手会话", f"会话 {id}")
        return _existing(session, id)


@router.post(
    "/{id}/handback", response_model=ConversationRow, responses=responses(401, 403, 404, 409, 422)
)
def hand_back(id: PathId, who: Staff, database: DatabaseOf) -> conversations.Row:
    """Lets the bot answer again. The agent who holds the conversation may, and administrators."""
    with database.session() as session:
        _existing(session, id)
        holder = None if who.role == ADMINISTRATOR else who.id
        if not conversations.hand_back(session, id, holder):
            raise _not_held()
        audit.record(session, who.name, "交还会话", f"会话 {id}")
        return _existing(session, id)


@router.post(
    "/{id}/messages",
    status_code=201,
    responses=responses(400, 401, 403, 404, 409, 413, 422),
)
def say(
    id: PathId, who: Staff, database: DatabaseOf, couriers: CouriersOf, words: Words
) -> StaffMessage:
    """Says something to the person: on the page at its next look, on WeChat within seconds.

    An office's telephone may stand in it.
    """
    if not words.text.strip():
        raise Problem(422, "Empty", "请写点什么 / Please write something", "text")
    with database.session() as session:
        _existing(session, id)
        message = conversations.say(session, id, who.id, words.text)
        if message is None:
            raise _not_held()
        sender = session.get(tables.Conversation, id).sender
        send_words(session, sender, message.id, words.text)
        audit.record(session, who.name, "回复会话", f"会话 {id}", f"消息 {message.id}")
        travelling = told(session, id, message.id - 1, address_of(session, id), couriers)
    return staff_message(message, who.name, travelling.get(message.id))


@router.delete("/{id}", status_code=204, responses=responses(401, 403, 404, 422))
async def delete(request: Request, id: PathId, who: Administrator, database: DatabaseOf) -> None:
    """Deletes everything that is kept of the conversation."""
    reception: Reception = request.app.state.reception
    sender = await run_in_threadpool(_recorded_sender, database, id, who.name)
    await reception.forget(sender)


def _recorded_sender(database: Database, id_: int, name: str) -> str:
    with database.session() as session:
        conversation = session.get(tables.Conversation, id_)
        if conversation is None:
            raise _missing()
        audit.record(session, name, "删除会话", f"会话 {id_}")
        return str(conversation.sender)


def _existing(session: Session, id_: int) -> conversations.Row:
    row = conversations.one(session, id_)
    if row is None:
        raise _missing()
    return row


def _missing() -> Problem:
    return Problem(404, "NoConversation", "没有这个会话，可能已删除 / No such conversation")


def _not_held() -> Problem:
    return Problem(
        409, "NotHeld", "这个会话不在您手里，请先接手 / You do not hold this conversation"
    )
