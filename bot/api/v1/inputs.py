"""What may come in: bounded numbers, and texts that every database takes."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Annotated

from fastapi import Path, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

LARGEST_ID = 2**31 - 1
# PostgreSQL holds no NUL.
NO_NUL = r"^[^\x00]*$"

PathId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Before = Annotated[
    int | None, Query(ge=1, le=LARGEST_ID, description="`next` of the page before this one")
]
After = Annotated[int, Query(ge=0, le=LARGEST_ID, description="only messages with an id above")]
Limit = Annotated[int, Query(ge=1, le=200)]
Name = Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL)]
# The shortest new password is looked at by bot/store/passwords.py, which says what to do.
Password = Annotated[str, Field(max_length=128, pattern=NO_NUL)]
Moment = Annotated[
    datetime, AfterValidator(lambda moment: moment.replace(tzinfo=timezone.utc))
]  # the tables hold UTC without saying so


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")
