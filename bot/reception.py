"""The reception: every message of every channel comes in here, is masked, noted, answered, and the answer noted."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from actions.answer import Answer, Choice
from actions.conversation import FORGOTTEN_SLOT, Origin, remembered
from actions.handover import STAFF_CAN_REPLY
from actions.heard import FALLBACK_INTENT, read_message
from actions.render import WANTS_ANSWER
from actions.scope import screened
from bot.assistant import APOLOGY, Assistant, Reply
from bot.masking import mask, without_marks
from bot.message import as_plain_text, unreadable
from bot.observe import metrics
from bot.shared.locks import Locks
from bot.store.addresses import Addresses
from bot.store.database import Database, now
from bot.store.journal import AGENT, BOT, PERSON, WAITING, Journal
from bot.store.tables import Conversation, Message
from rules import load_library

HANDOVER_INTENT = "human_handover"
T = TypeVar("T")
_under_way: set[asyncio.Task[Any]] = set()


@dataclass(frozen=True)
class Received:
    """What came of a message: its row, the rows of the replies, and the replies in Rasa's REST form.

    state: who answers from now on. known: all facts told so far. masked: a number that names a person was taken out.
    forgotten: the conversation was deleted; the rows are not kept. outcome, understood: as the journal has them, the
    outcome also of what is not kept.
    """

    heard: Message | None
    answered: list[Message]
    replies: list[Reply]
    state: str = BOT
    known: dict[str, Any] = field(default_factory=dict)
    masked: bool = False
    forgotten: bool = False
    outcome: str = "answered"
    understood: dict[str, Any] | None = None


class Reception:
    """Takes messages in for `assistant` and keeps the journal in `database`.

    locks: have the messages of one person answered one after the other, in the order in which they came.
    """

    def __init__(
        self, assistant: Assistant, database: Database, locks: Locks | None = None
    ) -> None:
        self._assistant = assistant
        self._locks = locks or Locks()
        self._off_loop = database.off_loop
        self.journal = Journal(database)
        self._addresses = Addresses(database)

    async def receive(
        self,
        sender: str,
        text: str,
        channel: str,
        metadata: dict[str, Any] | None = None,
        staffed: bool = False,
        key: str | None = None,
    ) -> Received:
        """Answers one message. staffed: an agent's words can reach the person on this channel.

        key: by which the message is known when it is brought again; it is then answered as it was, or to the end.
        Without one it is known again by its words, as long as it is not answered.
        While an agent holds the conversation the assistant says nothing and hears nothing. Who does not wait for the
        answer leaves the message to be answered all the same.
        """
        return await _to_the_end(self._turn(sender, text, channel, metadata, staffed, key))

    async def _turn(self, sender: str, text: str, channel: str, *rest: Any) -> Received:
        with metrics.turn(channel) as turn:
            async with self._locks.hold(sender):
                turn.begins()
                received = await self._receive(sender, text, channel, *rest)
            _note(turn, received)
        return received

    async def _receive(
        self,
        sender: str,
        text: str,
        channel: str,
        metadata: dict[str, Any] | None,
        staffed: bool,
        key: str | None,
    ) -> Received:
        plain, masked = mask(as_plain_text(text))
        if problem := unreadable(plain):
            return await self._off_loop(self._unread, sender, text, problem)
        again, conversation, heard = await self._off_loop(
            self.journal.hear, sender, channel, plain, key
        )
        if heard.outcome is not None:
            return await self._off_loop(self._answered, conversation, heard, masked)
        if conversation.state == AGENT:
            return await self._off_loop(self._left_to_agent, sender, heard, masked)
        started = time.perf_counter()
        asked = {**(metadata or {}), WANTS_ANSWER: True, STAFF_CAN_REPLY: staffed}
        name = key or f"message-{heard.id}"
        given = await self._assistant.replied(sender, name) if again else None
        replies = given or await self._assistant.reply(
            sender, without_marks(plain), channel, asked, name
        )
        latency = (time.perf_counter() - started) * 1000
        answers = typed(replies)
        rows = [(shown, answer.model_dump(mode="json")) for shown, answer in answers]
        if not (metadata or {}).get(WANTS_ANSWER):
            replies = [one for one in replies if _answer_in(one) is None]
        saved = self._assistant.last_saved()
        if saved is not None and saved.slots.get(FORGOTTEN_SLOT):
            await self._off_loop(self._renamed, sender)
            kept = [_passing(BOT, shown, answer) for shown, answer in rows]
            return Received(
                heard, kept, replies, masked=masked, forgotten=True, outcome="forgotten"
            )
        understood, known = _read(saved) if saved else (None, None)
        outcome = _outcome(answers, understood, replies)
        waits = staffed and outcome == "handed_over"
        answered = await self._off_loop(
            self.journal.answer,
            heard,
            rows,
            outcome=outcome,
            waiting=waits,
            understood=understood,
            known=known,
            latency_ms=latency,
        )
        state = WAITING if waits else conversation.state
        if known is None:
            known = await self._off_loop(self.journal.known, sender)
        return Received(
            heard,
            answered,
            replies,
            state,
            known,
            masked,
            outcome=outcome,
            understood=understood,
        )

    def _left_to_agent(self, sender: str, heard: Message, masked: bool) -> Received:
        """What comes of a message that an agent is to answer."""
        self.journal.answer(heard, (), outcome="to_agent")
        known = self.journal.known(sender)
        return Received(heard, [], [], AGENT, known, masked, outcome="to_agent")

    def _renamed(self, sender: str) -> None:
        """Deletes the journal of `sender`, who is somebody new from now on."""
        self.journal.forget(sender)
        self._addresses.rename(sender)

    def _answered(self, conversation: Conversation, heard: Message, masked: bool) -> Received:
        """What came of a message that is brought once more."""
        known, replied = self.journal.known(conversation.sender), self.journal.replies_to(heard)
        return Received(heard, replied, [], conversation.state, known, masked, outcome="repeated")

    def _unread(self, sender: str, text: str, problem: str) -> Received:
        """The answer to what cannot be read; nothing of it is kept."""
        conversation = self.journal.conversation(sender)
        return Received(
            _passing(PERSON, mask(text)[0]),
            [_passing(BOT, problem, Answer(headline=problem).model_dump(mode="json"))],
            [{"recipient_id": sender, "text": problem}],
            conversation.state if conversation else BOT,
            self.journal.known(sender),
            outcome="unreadable",
        )

    async def known(self, sender: str) -> dict[str, Any]:
        """All facts told so far, as `Received` has them."""
        return await self._off_loop(self.journal.known, sender)

    async def forget(self, sender: str) -> None:
        """Deletes all that is kept of the conversation with `sender`: tracker, journal, and where they are reached."""
        await _to_the_end(self._forget(sender))

    async def _forget(self, sender: str) -> None:
        async with self._locks.hold(sender):
            await self._assistant.forget(sender)
            await self._off_loop(self._addresses.forget, sender)
            await self._off_loop(self.journal.forget, sender)


async def _to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """What `work` returns. It goes on when nobody waits for it any more.

    Its statements run in threads, which nothing stops: given up half way it would let the next message, or the order
    to forget all of it, overtake them.
    """
    task = asyncio.create_task(work)
    _under_way.add(task)  # the event loop itself does not keep it
    task.add_done_callback(_under_way.discard)
    return await asyncio.shield(task)


def typed(replies: list[Reply]) -> list[tuple[str, Answer]]:
    """The replies of the assistant, each as text and as an Answer: its own, or one that says the text."""
    found: list[tuple[str, Answer]] = []
    for reply in replies:
        if found and (answer := _answer_in(reply)):
            found[-1] = (found[-1][0], answer)
            continue
        text = reply.get("text") or json.dumps(reply.get("custom"), ensure_ascii=False)
        choices = tuple(
            Choice(title=one["title"], send=one["payload"]) for one in reply.get("buttons") or ()
        )
        found.append((text, Answer(headline=text, choices=choices)))
    return found


def _answer_in(reply: Reply) -> Answer | None:
    """The Answer that `reply` brings as JSON."""
    try:
        return Answer.model_validate(reply["custom"]) if "custom" in reply else None
    except ValidationError:
        return None


def _passing(author: str, text: str, answer: dict[str, Any] | None = None) -> Message:
    """A message that is shown and not kept."""
    return Message(id=0, at=now(), author=author, text=text, answer=answer)


def _read(saved: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """How the last message was understood, with what was screened then, and all facts known after it."""
    library = load_library()
    said, talk = read_message(saved.parsed, library), remembered(saved.slots, library)
    known = {fact: _told(value, talk.origins.get(fact)) for fact, value in talk.facts.items()}
    understood = {
        "scope": screened(talk, library),
        "declined": talk.declined,
        "intent": said.intent,
        "topic": said.topic,
        "confidence": (saved.parsed.get("intent") or {}).get("confidence") or 0.0,
        "likely": said.likely[:5],
        "facts": {
            fact: told
            for fact, told in known.items()
            if said.id and fact in talk.origins and talk.origins[fact].message == said.id
        },
    }
    return understood, known


def _note(turn: metrics.Turn, received: Received) -> None:
    """Notes what came of a message for who watches the service."""
    understood = received.understood or {}
    turn.outcome, turn.topic = received.outcome, understood.get("topic")
    turn.understood = understood.get("intent") != FALLBACK_INTENT
    turn.statuses = [
        verdict["status"]
        for row in received.answered
        for verdict in (row.answer or {}).get("verdicts", ())
        if verdict.get("told")
    ]


def _told(value: Any, origin: Origin | None) -> dict[str, Any]:
    words, doubtful = (origin.words, origin.doubtful) if origin else ("", False)
    return {"value": value, "words": words, "doubtful": doubtful}


def _outcome(
    answers: list[tuple[str, Answer]], understood: dict[str, Any] | None, replies: list[Reply]
) -> str:
    if any(reply.get("text") == APOLOGY for reply in replies):
        return "failed"
    if understood is None or any(answer.unanswered for _, answer in answers):
        return "unanswered"
    if understood["intent"] == HANDOVER_INTENT:
        return "handed_over"
    if any(answer.verdicts or answer.question for _, answer in answers):
        return "screening"
    return "answered"
