"""Whether agents' words have reached a person on WeChat, and whether they can."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from fastapi import Depends, Request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from bot.api.v1.inputs import Moment
from bot.channels.courier import Courier
from bot.store.addresses import Addresses
from bot.store.database import Database
from bot.store.deliveries import Delivery, deliveries
from bot.store.tables import Address

State = Literal["sent", "waiting"]


class Told(NamedTuple):
    """How far words have come, and in Chinese why they still wait."""

    state: State
    note: str | None = None


class Reach(BaseModel):
    """How a person on WeChat is reached. last_at: when they last did something there.

    can_push: words are sent at once, at most `left` messages until the person does something again; without it they
    arrive with the person's next message.
    """

    can_push: bool
    left: int
    last_at: Moment


def _couriers(request: Request) -> dict[str, Courier]:
    found: dict[str, Courier] = request.app.state.couriers
    return found


# By channel, of those that are on.
CouriersOf = Annotated[dict[str, Courier], Depends(_couriers)]


def reach_of(address: Address, couriers: dict[str, Courier], database: Database) -> Reach:
    """How the person at `address` is reached now."""
    return Reach(
        can_push=_can_push(address, couriers),
        left=Addresses(database).left(address.sender),
        last_at=address.last_at,
    )


def told(
    session: Session, id_: int, after: int, address: Address | None, couriers: dict[str, Courier]
) -> dict[int, Told]:
    """By the id of the message, of those above `after` in the conversation `id_` that travel over WeChat."""
    if address is None:
        return {}
    pushes = _can_push(address, couriers)
    return {message: _told(one, pushes) for message, one in deliveries(session, id_, after).items()}


def _can_push(address: Address, couriers: dict[str, Courier]) -> bool:
    courier = couriers.get(address.channel)
    return courier is not None and courier.may_push


def _told(delivery: Delivery, pushes: bool) -> Told:
    if delivery.sent:
        return Told("sent")
    if delivery.error:
        return Told("waiting", delivery.error)
    if not pushes:
        return Told("waiting", "不能主动发给对方，对方下次发消息时送达")
    return Told("waiting", "前面还有没送达的话，等对方再发消息" if delivery.held else "正在发送")
