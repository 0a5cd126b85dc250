"""What happened on some days, in figures and as a table of messages."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.api.problems import Problem, responses
from bot.api.v1.staff import intents
from bot.api.v1.staff.messages import Outcome
from bot.api.v1.staff.session import DatabaseOf, Staff
from bot.store import audit
from bot.store.statistics import Period, messages_csv, statistics
from rules import load_library

MOST_DAYS = 366
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
CSV = "text/csv"
router = APIRouter(prefix="/statistics")


class Day(BaseModel):
    """A day in China; conversations: those in which something was said on it."""

    day: date
    conversations: int
    messages: int


class TopicCount(BaseModel):
    topic: str
    label: str
    count: int


class OutcomeCount(BaseModel):
    outcome: Outcome
    count: int


class VerdictCount(BaseModel):
    pack: str
    programme: str
    label: str
    status: str
    count: int


class ChannelCount(BaseModel):
    """count: conversations."""

    channel: str
    count: int


class StatisticsOfDays(BaseModel):
    """conversations: those in which something was said. messages: all, of persons, the bot and agents.

    answered_share: percent of the questions that were answered. handed_over, unanswered: messages of persons.
    """

    model_config = ConfigDict(populate_by_name=True)

    from_: date = Field(alias="from")
    to: date
    conversations: int
    messages: int
    answered_share: float | None
    handed_over: int
    unanswered: int
    downvotes: int
    upvotes: int
    median_latency_ms: float | None
    days: list[Day]
    topics: list[TopicCount]
    outcomes: list[OutcomeCount]
    verdicts: list[VerdictCount]
    channels: list[ChannelCount]


def period(
    from_: Annotated[date, Query(alias="from", ge=EARLIEST, le=LATEST)],
    to: Annotated[date, Query(ge=EARLIEST, le=LATEST, description="included")],
) -> Period:
    """The days asked for; raises Problem 422 when they are in the wrong order or too many."""
    if from_ > to:
        raise Problem(422, "BadPeriod", "开始日期晚于结束日期 / from is later than to", "from")
    asked = Period(from_, to)
    if len(asked.days) > MOST_DAYS:
        raise Problem(
            422, "TooLong", f"一次最多统计 {MOST_DAYS} 天 / {MOST_DAYS} days at most", "from"
        )
    return asked


PeriodOf = Annotated[Period, Depends(period)]


@router.get("", responses=responses(401, 422))
def of_days(who: Staff, database: DatabaseOf, period: PeriodOf) -> StatisticsOfDays:
    """The figures of China's days `from` to `to`."""
    with database.session() as session:
        found = statistics(session, period)
    return StatisticsOfDays(
        from_=period.first,
        to=period.last,
        conversations=found.conversations,
        messages=found.messages,
        answered_share=found.answered_share,
        handed_over=found.outcomes.get("handed_over", 0),
        unanswered=found.outcomes.get("unanswered", 0),
        downvotes=found.votes.get("down", 0),
        upvotes=found.votes.get("up", 0),
        median_latency_ms=found.median_latency,
        days=[
            Day(day=day, conversations=conversations, messages=messages)
            for day, (conversations, messages) in found.days.items()
        ],
        topics=[
            TopicCount(topic=topic, label=intents.topic_label(topic), count=count)
            for topic, count in found.topics.items()
        ],
        outcomes=[
            OutcomeCount(outcome=outcome, count=count) for outcome, count in found.outcomes.items()
        ],
        verdicts=[
            VerdictCount(
                pack=pack,
                programme=programme,
                label=_programme_label(pack, programme),
                status=status,
                count=count,
            )
            for (pack, programme, status), count in found.verdicts.items()
        ],
        channels=[
            ChannelCount(channel=channel, count=count) for channel, count in found.channels.items()
        ],
    )


@router.get(
    "/messages.csv",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The messages, one a line, in UTF-8 with a byte order mark",
            "content": {CSV: {"schema": {"type": "string"}}},
        },
        **responses(401, 422),
    },
)
def messages(who: Staff, database: DatabaseOf, period: PeriodOf) -> StreamingResponse:
    """The messages of China's days `from` to `to`, as a table for a spreadsheet."""
    with database.session() as session:
        audit.record(session, who.name, "导出消息", detail=f"{period.first} 至 {period.last}")
    name = f"messages-{period.first}-{period.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(messages_csv(database, period), media_type=CSV, headers=headers)


def _programme_label(pack: str, programme: str) -> str:
    """What the programme is called; one that is no more by its id."""
    found = load_library().packs.get(pack)
    known = found.programmes.get(programme) if found else None
    return known.label if known else programme
