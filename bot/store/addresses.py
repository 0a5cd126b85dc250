"""Where people are reached on WeChat, under names of our own, and how much may still be sent to them unasked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.database import Database, change, now
from bot.store.tables import Address, Conversation, Inbox, Outbox


@dataclass(frozen=True)
class Allowance:
    """How many messages may be sent after something that a person did, and for how long."""

    messages: int
    lasts: timedelta


class Addresses:
    """The addresses in `database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, sender: str) -> Address | None:
        """The address of the conversation `sender`."""
        with self._database.session() as session:
            return session.get(Address, sender)

    def lookup(self, channel: str, account: str, person: str) -> Address | None:
        """The address of `person`, if they were met."""
        with self._database.session() as session:
            return _at(session, channel, account, person)

    def meet(self, channel: str, account: str, person: str, allowance: Allowance | None) -> Address:
        """The address of `person`; a new one, with a name that nobody can guess, at the first meeting.

        allowance: what may be sent to them from now on; what is left of a larger one stays.
        """
        try:
            return self._meet(channel, account, person, allowance)
        except IntegrityError:  # two first messages at once: the second finds what the first made
            return self._meet(channel, account, person, allowance)

    def _meet(
        self, channel: str, account: str, person: str, allowance: Allowance | None
    ) -> Address:
        with self._database.session() as session:
            return meet(session, channel, account, person, allowance)

    def spend(self, sender: str) -> None:
        """Takes one message off the allowance."""
        with self._database.session() as session:
            change(
                session,
                update(Address)
                .where(
                    Address.sender == sender, Address.pushes_left > 0, Address.push_until > now()
                )
                .values(pushes_left=Address.pushes_left - 1),
            )

    def exhaust(self, sender: str) -> None:
        """Notes that the platform takes no more until the person does something."""
        with self._database.session() as session:
            session.execute(update(Address).where(Address.sender == sender).values(pushes_left=0))

    def left(self, sender: str) -> int:
        """How many messages may still be sent to `sender` now."""
        address = self.of(sender)
        return address.pushes_left if address and address.push_until > now() else 0

    def rename(self, sender: str) -> None:
        """Gives the person another name: who knew the old one finds nothing of what they say from now on."""
        address = self.of(sender)
        if address is None:
            return
        new = new_name(address.channel)
        with self._database.session() as session:
            for table in (Address, Inbox):
                change(session, update(table).where(table.sender == sender).values(sender=new))

    def forget(self, sender: str) -> None:
        """Deletes the address of `sender`, what they wrote and what is on its way there.

        That their messages were brought stays for some days, or one that is brought again would be answered.
        """
        with self._database.session() as session:
            for statement in (
                delete(Address).where(Address.sender == sender),
                delete(Outbox).where(Outbox.sender == sender),
                update(Inbox)
                .where(Inbox.sender == sender)
                .values(
                    sender="", content=None, claim=None, done_at=func.coalesce(Inbox.done_at, now())
                ),
            ):
                change(session, statement)


def meet(
    session: Session, channel: str, account: str, person: str, allowance: Allowance | None
) -> Address:
    """As `Addresses.meet`, in a transaction of the caller's."""
    moment = now()
    address = _at(session, channel, account, person)
    if address is None:
        address = Address(
            sender=new_name(channel),
            channel=channel,
            account=account,
            person=person,
            pushes_left=0,
            push_until=moment,
        )
        session.add(address)
    address.last_at = moment
    left = address.pushes_left if address.push_until > moment else 0
    if allowance:
        until = moment + allowance.lasts
        # The larger one stays, of two that are as large the longer.
        if (left, address.push_until) < (allowance.messages, until):
            address.pushes_left, address.push_until = allowance.messages, until
    return address


def new_name(channel: str) -> str:
    """A name that nobody can guess."""
    return f"{channel}-{secrets.token_hex(16)}"


def _at(session: Session, channel: str, account: str, person: str) -> Address | None:
    found: Address | None = session.scalar(
        select(Address).where(
            Address.channel == channel, Address.account == account, Address.person == person
        )
    )
    return found


def sweep(session: Session, before: datetime) -> None:
    """Deletes the addresses without a conversation that were last used before `before`."""
    spoken = select(Conversation.id).where(Conversation.sender == Address.sender).exists()
    change(session, delete(Address).where(Address.last_at < before, ~spoken))
