"""Several processes of the real service on one database, and what they have kept of each person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select, text

from bot.project import WENCE
from bot.store.database import Database
from bot.store.tables import Conversation, Message
from bot.training import ensure_model
from tests.e2e.service import Service, served
from tests.postgresql import new_schema

T = TypeVar("T", bound="Processes")


@dataclass
class Processes:
    """The processes, and the tables in which they keep what they hear and say. start: starts one more."""

    database: Database
    start: Callable[[], Service]
    processes: list[Service] = field(default_factory=list)

    def living(self, number: int) -> list[Service]:
        """That many processes that run; new ones where there are fewer."""
        alive = [one for one in self.processes if one.process.poll() is None]
        with ThreadPoolExecutor() as pool:
            alive += pool.map(lambda _: self.start(), range(number - len(alive)))
        self.processes = alive
        return alive[:number]

    def count(self, table: Any, *conditions: Any) -> int:
        with self.database.session() as session:
            return int(session.scalar(select(func.count()).select_from(table).where(*conditions)))

    def rows(self, query: Any) -> list[Any]:
        with self.database.session() as session:
            return list(session.execute(query))

    def messages(self, sender: str) -> list[Message]:
        """What the person and the bot said, as the journal has it, in order."""
        query = select(Message).join(Conversation).where(Conversation.sender == sender)
        return [one for (one,) in self.rows(query.order_by(Message.id))]

    def in_tracker(self, sender: str) -> list[str]:
        """The messages of the person that Rasa's tracker holds: those of their last sessions."""
        query = text(
            "SELECT data::json ->> 'text' FROM events "
            "WHERE sender_id = :sender AND type_name = 'user' ORDER BY id"
        )
        return [said for (said,) in self.rows(query.bindparams(sender=sender))]


@contextmanager
def processes(kind: type[T], folder: Path, name: str, **variables: str) -> Iterator[T]:
    """Processes on a database of their own in PostgreSQL, none at first, until the block ends.

    variables: of their environment. What they print goes to `name`-1.log and so on in `folder`.
    """
    ensure_model(WENCE, print)
    logs = (folder / f"{name}-{number}.log" for number in count(1))
    with new_schema() as url, ExitStack() as stack:
        database = Database(url)
        yield kind(database, lambda: stack.enter_context(served(url, next(logs), **variables)))
        database.engine.dispose()
