"""Holds routes against their OpenAPI document with Schemathesis: what fits it is sent, and what does not."""

from __future__ import annotations

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

TRIES = 25  # a route
# What a schema cannot say is refused: a share of 300%, days in the wrong order, a password that is the name.
NOT_ASKED = [positive_data_acceptance]


def operations(app: FastAPI) -> list[schemathesis.APIOperation]:
    """The routes of the typed API."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    return [one.ok() for one in schema.get_all_operations()]


def hold(operation: schemathesis.APIOperation, headers: dict[str, str]) -> None:
    """Raises AssertionError at a failure of the server, and at an answer that is not as declared."""

    @settings(
        max_examples=TRIES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy())
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, excluded_checks=NOT_ASKED)

    check()
