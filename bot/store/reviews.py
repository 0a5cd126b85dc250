"""Questions that were not answered, and what staff make of them: examples to train with, or nothing."""

from __future__ import annotations

from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.masking import mask
from bot.message import as_plain_text
from bot.store.database import now
from bot.store.tables import Message, Review, Staff

INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def page(
    session: Session, reviewed: bool, before: int | None, limit: int
) -> list[tuple[Message, Review | None, str | None]]:
    """At most `limit` questions, newest first, with their review and who made it."""
    query = (
        select(Message, Review, Staff.name)
        .outerjoin(Review, Review.message_id == Message.id)
        .outerjoin(Staff, Staff.id == Review.staff_id)
        .where(
            Message.author == "person",
            Message.outcome == "unanswered",
            Review.message_id.is_not(None) if reviewed else Review.message_id.is_(None),
        )
        .order_by(Message.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(Message.id < before)
    return [tuple(row) for row in session.execute(query)]


def is_unanswered(session: Session, message_id: int) -> bool:
    """Whether there is such a question of a person that was not answered."""
    message = session.get(Message, message_id)
    return message is not None and (message.author, message.outcome) == ("person", "unanswered")


def put(
    session: Session, message_id: int, intent: str | None, example: str, staff_id: int
) -> Review:
    """Sets the review of a question; a second one takes the place of the first."""
    values = {"intent": intent, "example": example, "staff_id": staff_id, "at": now()}
    insert = INSERT[session.get_bind().dialect.name](Review)
    session.execute(
        insert.values(message_id=message_id, **values).on_conflict_do_update(
            index_elements=[Review.message_id], set_=values
        )
    )
    return Review(message_id=message_id, **values)


def as_example(text: str) -> str:
    """`text` as the assistant hears it, in one line, with numbers that name a person masked."""
    return " ".join(mask(as_plain_text(text))[0].split())


def export(session: Session) -> str:
    """The accepted examples as a file of training data for Rasa's NLU, by intent; each example once."""
    accepted: dict[str, dict[str, None]] = {}
    query = select(Review.intent, Review.example).where(Review.intent.is_not(None))
    for intent, example in session.execute(query.order_by(Review.intent, Review.message_id)):
        accepted.setdefault(intent, {})[example] = None
    content = {
        "version": DoubleQuotedScalarString("3.1"),
        "nlu": [
            {
                "intent": intent,
                "examples": LiteralScalarString(
                    "".join(f"- {_escaped(example)}\n" for example in examples)
                ),
            }
            for intent, examples in accepted.items()
        ],
    }
    stream = StringIO()
    # Rasa undoes \u escapes in a file that is all ASCII; with this line none is.
    stream.write("# 没有答上来的问题，经工作人员审核\n")
    YAML().dump(content, stream)
    return stream.getvalue()


def _escaped(example: str) -> str:
    """`example` with no entity in it for Rasa's reader.

    The reader has no escape, but it takes `[x][]` for the text x with no entities: so an opening bracket can be
    written, and without one nothing else is read as an annotation.
    """
    return example.replace("[", "[[][]")
