"""Questions that were not answered: reviewed by staff, exported as examples to train with."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from bot.api.problems import Problem, responses
from bot.api.v1.inputs import NO_NUL, Before, Input, Limit, Moment, PathId
from bot.api.v1.staff import intents
from bot.api.v1.staff.session import DatabaseOf, Staff
from bot.message import LONGEST_MESSAGE
from bot.store import audit, reviews, tables

YAML = "text/yaml"
router = APIRouter()


class Review(BaseModel):
    """What staff made of a question: an example of `intent`; with null it was dismissed."""

    intent: str | None
    example: str
    by: str
    at: Moment


class UnansweredRow(BaseModel):
    message: int
    conversation: int
    at: Moment
    text: str
    intent: str
    likely: list[intents.LikelyIntent]
    review: Review | None


class UnansweredPage(BaseModel):
    rows: list[UnansweredRow]
    next: int | None


class NewReview(Input):
    """intent: one of GET /staff/intents, or null to dismiss the question."""

    intent: str | None = Field(max_length=255, pattern=NO_NUL)
    example: str = Field(max_length=LONGEST_MESSAGE, pattern=NO_NUL)


@router.get("/unanswered", responses=responses(401, 422))
def listed(
    who: Staff,
    database: DatabaseOf,
    reviewed: bool = False,
    before: Before = None,
    limit: Limit = 50,
) -> UnansweredPage:
    """Questions that were not answered, newest first: those still to be reviewed, or those that were."""
    with database.session() as session:
        rows = [_row(*found) for found in reviews.page(session, reviewed, before, limit)]
    return UnansweredPage(rows=rows, next=rows[-1].message if len(rows) == limit else None)


@router.get("/intents", responses=responses(401))
def learned_intents(who: Staff) -> list[intents.Intent]:
    """The intents that an example can be of."""
    return [
        intents.Intent(intent=intent, label=label) for intent, label in intents.learned().items()
    ]


@router.get(
    "/unanswered/export",
    response_class=Response,
    responses={
        200: {
            "description": "A file for the folder nlu_data",
            "content": {YAML: {"schema": {"type": "object"}}},
        },
        **responses(401),
    },
)
def export(who: Staff, database: DatabaseOf) -> Response:
    """The accepted examples as training data for Rasa."""
    with database.session() as session:
        content = reviews.export(session)
        audit.record(session, who.name, "导出训练数据")
    headers = {"Content-Disposition": 'attachment; filename="reviewed.yml"'}
    return Response(content, media_type=YAML, headers=headers)


@router.put("/unanswered/{message}", responses=responses(400, 401, 403, 404, 413, 422))
def review(message: PathId, who: Staff, database: DatabaseOf, new: NewReview) -> Review:
    """Makes an example of a question, or dismisses it; a second review takes the place of the first."""
    if new.intent is not None and new.intent not in intents.learned():
        raise Problem(422, "UnknownIntent", "没有这个意图，请从列表里选 / No such intent", "intent")
    example = reviews.as_example(new.example)
    if new.intent is not None and not example:
        raise Problem(422, "Empty", "请写上例句 / Please write the example", "example")
    with database.session() as session:
        if not reviews.is_unanswered(session, message):
            raise Problem(404, "NoQuestion", "没有这个未答的问题 / No such unanswered question")
        made = reviews.put(session, message, new.intent, example, who.id)
        detail = f"例句归入 {new.intent}" if new.intent else "忽略"
        audit.record(session, who.name, "审核未答问题", f"消息 {message}", detail)
    return _review(made, who.name)


def _row(message: tables.Message, review: tables.Review | None, by: str | None) -> UnansweredRow:
    return UnansweredRow(
        message=message.id,
        conversation=message.conversation_id,
        at=message.at,
        text=message.text,
        intent=(message.understood or {}).get("intent", ""),
        likely=intents.likely(message.understood),
        review=None if review is None else _review(review, by),
    )


def _review(review: tables.Review, by: str | None) -> Review:
    return Review(intent=review.intent, example=review.example, by=by or "", at=review.at)
