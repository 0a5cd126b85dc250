"""Times until which something is held; a clock that is put back does not hold it for longer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_

# The clocks of machines that share a database differ by less than this.
SKEW = timedelta(minutes=5)


def is_over(until: datetime | None, moment: datetime, longest: timedelta) -> bool:
    """Whether what is held for `longest` at most, until `until`, is held no more at `moment`.

    An end further ahead than that was set before the clock was put back.
    """
    return until is None or not moment < until <= moment + longest + SKEW


def over(until: Any, moment: datetime, longest: timedelta) -> Any:
    """`is_over` of a column, as a condition."""
    return or_(until.is_(None), until <= moment, until > moment + longest + SKEW)
