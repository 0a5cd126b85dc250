"""What happened on some days: counts by SQL, and the messages as CSV. Days are China's; the tables are in UTC."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.database import Database
from bot.store.tables import Conversation, Message, VerdictGiven

CHINA = timedelta(hours=8)
BATCH = 1000  # rows
ANSWERED, ASKED = ("answered", "screening"), ("answered", "screening", "unanswered")
COLUMNS = ("日期", "时间", "会话", "渠道", "作者", "文字", "主题", "结果", "评价", "毫秒")
# Also in full width, which a spreadsheet in Chinese or Japanese takes for the same.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True)
class Period:
    """China's days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(n) for n in range((self.last - self.first).days + 1)]

    def holds(self, column: Any) -> Any:
        """The condition that the moment in `column` lies in these days."""
        start = datetime.combine(self.first, time()) - CHINA
        end = datetime.combine(self.last, time()) + timedelta(days=1) - CHINA
        return (column >= start) & (column < end)


@dataclass(frozen=True)
class Statistics:
    """Counts of messages of the period, unless they are named after conversations.

    days: day → conversations and messages. verdicts: pack, programme, status → count. channels: channel →
    conversations. median_latency: in ms.
    """

    conversations: int
    messages: int
    days: dict[date, tuple[int, int]]
    outcomes: dict[str, int]
    votes: dict[str, int]
    topics: dict[str, int]
    verdicts: dict[tuple[str, str, str], int]
    channels: dict[str, int]
    median_latency: float | None

    @property
    def answered_share(self) -> float | None:
        """Percent of the questions with an answer; None when nothing was asked."""
        asked = sum(self.outcomes.get(outcome, 0) for outcome in ASKED)
        answered = sum(self.outcomes.get(outcome, 0) for outcome in ANSWERED)
        return 100 * answered / asked if asked else None


def statistics(session: Session, period: Period) -> Statistics:
    """The statistics of `period`."""
    held = period.holds(Message.at)
    talks = func.count(Message.conversation_id.distinct())
    conversations, messages = session.execute(select(talks, func.count()).where(held)).one()
    day = _day(session, Message.at)
    by_day = session.execute(select(day, talks, func.count()).where(held).group_by(day))
    counted = {date.fromisoformat(one): (some, many) for one, some, many in by_day}
    verdict = (VerdictGiven.pack, VerdictGiven.programme, VerdictGiven.status)
    verdicts = session.execute(
        select(*verdict, func.count())
        .join(Message, Message.id == VerdictGiven.message_id)
        .where(held)
        .group_by(*verdict)
        .order_by(func.count().desc(), *verdict)
    )
    channels = session.execute(
        select(Conversation.channel, talks)
        .join(Message, Message.conversation_id == Conversation.id)
        .where(held)
        .group_by(Conversation.channel)
        .order_by(talks.desc(), Conversation.channel)
    )
    return Statistics(
        conversations=conversations,
        messages=messages,
        days={one: counted.get(one, (0, 0)) for one in period.days},
        outcomes=_counts(session, Message.outcome, held),
        votes=_counts(session, Message.vote, held),
        topics=_counts(session, Message.topic, held),
        verdicts={tuple(key): count for *key, count in verdicts},
        channels=dict(channels.all()),
        median_latency=_median(session, Message.latency_ms, held),
    )


def _median(session: Session, column: Any, held: Any) -> float | None:
    """Of values that the database puts in order: all of them would be more than a process should hold."""
    timed = (held, column.is_not(None))
    count = session.scalar(select(func.count()).select_from(Message).where(*timed)) or 0
    middle = select(column).where(*timed).order_by(column).offset(max(0, count - 1) // 2)
    found = session.scalars(middle.limit(2 - count % 2)).all()
    return median(found) if count else None


def messages_csv(database: Database, period: Period) -> Iterator[str]:
    """The messages of `period` as CSV, row batch by row batch; begins with a byte order mark, for Excel."""
    yield "\ufeff" + _lines([COLUMNS])
    last = 0
    while True:
        # A session a batch: a slow reader holds no transaction open.
        with database.session() as session:
            rows = session.execute(
                select(Message, Conversation.channel)
                .join(Conversation, Conversation.id == Message.conversation_id)
                .where(period.holds(Message.at), Message.id > last)
                .order_by(Message.id)
                .limit(BATCH)
            ).all()
        if not rows:
            return
        yield _lines([_cells(message, channel) for message, channel in rows])
        last = rows[-1][0].id


def _day(session: Session, column: Any) -> Any:
    """China's day of the moment in `column`, as YYYY-MM-DD."""
    if session.get_bind().dialect.name == "sqlite":
        return func.date(column, "+8 hours")
    return func.to_char(column + CHINA, "YYYY-MM-DD")


def _counts(session: Session, column: Any, held: Any) -> dict[str, int]:
    """Value → messages with it, the most frequent first."""
    query = select(column, func.count()).where(held, column.is_not(None)).group_by(column)
    return dict(session.execute(query.order_by(func.count().desc(), column)).all())


def _cells(message: Message, channel: str) -> tuple[Any, ...]:
    moment = message.at + CHINA
    return (
        moment.date().isoformat(),
        moment.time().isoformat("seconds"),
        message.conversation_id,
        _harmless(channel),
        message.author,
        _harmless(message.text),
        _harmless(message.topic or ""),
        message.outcome or "",
        message.vote or "",
        "" if message.latency_ms is None else round(message.latency_ms, 1),
    )


def _harmless(text: str) -> str:
    """`text` as a cell that no spreadsheet computes."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _lines(rows: list[tuple[Any, ...]]) -> str:
    stream = StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()
