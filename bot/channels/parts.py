"""What is sent to a person on WeChat: an answer becomes one part or several, each one message."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from actions.answer import Choice


class _Message(BaseModel):
    """code: what a welcome is sent with (微信客服)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = ""


class Text(_Message):
    """Text with WeChat's own links in it. web: a link to the conversation on the web is put below when it is sent."""

    kind: Literal["text"] = "text"
    text: str
    web: bool = False


class Menu(_Message):
    """Text above choices that are tapped (微信客服 only). A tap comes back with its number, counted from 1."""

    kind: Literal["menu"] = "menu"
    text: str
    choices: tuple[Choice, ...]


class Card(_Message):
    """A 图文 card that opens the conversation on the web."""

    kind: Literal["card"] = "card"
    title: str
    description: str


Part = Annotated[Text | Menu | Card, Field(discriminator="kind")]
PART: TypeAdapter[Text | Menu | Card] = TypeAdapter(Part)
