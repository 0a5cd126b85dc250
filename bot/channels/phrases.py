"""The sentences that only WeChat's channels need, from phrases.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from rules.yamlfile import read_model

FILE = Path(__file__).parent / "phrases.yaml"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Incoming(_Section):
    """Said of a message that cannot be read, or was read otherwise than it was written. unseen: to an agent."""

    unheard: str
    unreadable: str
    unseen: str
    recognised: str = Field(pattern=r"\{text\}")
    masked: str
    hurried: str


class Waiting(_Section):
    """Said where something is still to come. `fetch` and `more` are what a tap sends, `reply` stands for a tap."""

    fetch: str = Field(max_length=20)
    more: str = Field(max_length=20)
    slow: str = Field(pattern=r"\{link\}")
    more_parts: str = Field(pattern=r"\{link\}")
    nothing: str
    reply: str = Field(pattern=r"\{words\}")


class Web(_Section):
    """The name of the link to the web."""

    link: str


class Phrases(_Section):
    incoming: Incoming
    waiting: Waiting
    web: Web

    @field_validator("waiting")
    @classmethod
    def _places(cls, waiting: Waiting) -> Waiting:
        if "{count}" not in waiting.more_parts:
            raise ValueError("more_parts 里要有 {count}，说明还有几段")
        return waiting


@cache
def phrases() -> Phrases:
    """The sentences; raises PackError naming file, line and key when the file is wrong."""
    return read_model(FILE, Phrases)
