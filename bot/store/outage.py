"""When the database cannot be used for a while: locked, full, gone; as against a fault of the program."""

from __future__ import annotations

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
    TimeoutError,
)

_OF_THE_PROGRAM = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


def outage(error: BaseException) -> str | None:
    """Why the database cannot be used at present, as it says itself on its first line; None for any other error.

    Below its first line a database repeats the statement, with what people wrote in it.
    """
    if isinstance(error, TimeoutError):
        return str(error).split("\n")[0]
    if not isinstance(error, DBAPIError) or isinstance(error, _OF_THE_PROGRAM):
        return None
    return str(error.orig).strip().split("\n")[0]
