"""What must hold of every answer over HTTP, whatever was asked."""

from __future__ import annotations

import json
import re
from typing import Any

from bench.fuzzing.asgi import Response
from bench.fuzzing.targets import hold

_TRACE = re.compile(rb'Traceback|File "|\.py"|site-packages|sqlalchemy', re.IGNORECASE)
_TAG = re.compile(r"<\s*/?\s*(?:script|img|svg|iframe)", re.IGNORECASE)
_HTML = "text/html"


def hold_answer(response: Response, asked: str) -> None:
    """Raises AssertionError unless `response` is a sound answer to what was `asked`: a method and a path."""
    kind = response.headers.get("content-type", "")
    hold(200 <= response.status < 500, f"{asked}: {response.status}")
    hold(not _TRACE.search(response.body), f"{asked}: a trace in the answer")
    hold(response.headers.get("x-content-type-options") == "nosniff", f"{asked}: without nosniff")
    hold("content-security-policy" in response.headers, f"{asked}: without a policy")
    if asked.split()[1].startswith(("/api/", "/webhooks/")):
        hold(_HTML not in kind, f"{asked}: answered with HTML")
        if response.status >= 400:
            _hold_problem(response, asked, kind)
        elif kind.startswith("text/event-stream"):
            _hold_events(response, asked)
        elif response.body:
            _hold_words(_json(response, asked), asked)
    elif _HTML in kind:
        hold("<script>alert" not in response.body.decode(), f"{asked}: HTML of the request's")


def _hold_problem(response: Response, asked: str, kind: str) -> None:
    told = _json(response, asked)
    if asked.endswith("/webhook"):
        hold({"status", "code", "reason", "message"} <= set(told), f"{asked}: not Rasa's problem")
        return
    hold(kind.startswith("application/problem+json"), f"{asked}: {response.status} as {kind}")
    hold(
        told["status"] == response.status and told["detail"], f"{asked}: a problem that says little"
    )


def _hold_events(response: Response, asked: str) -> None:
    events = [one for one in response.body.decode().split("\n\n") if one]
    hold(events and events[-1].startswith("event: view\n"), f"{asked}: the events break off")
    for one in events:
        name, data = one.split("\n", 1)
        hold(name.startswith("event: ") and data.startswith("data: "), f"{asked}: no event")
        _hold_words({"messages": [json.loads(data[6:])]}, asked)


def _hold_words(answer: Any, asked: str) -> None:
    """No words of the bot's hold a tag, whatever the person wrote."""
    said = answer if isinstance(answer, list) else answer.get("messages") or ()
    for one in said if asked.endswith(("/chat", "/facts", "/webhook")) else ():
        if one.get("author", "bot") == "bot":
            hold(not _TAG.search(json.dumps(one)), f"{asked}: a tag in the bot's words")


def _json(response: Response, asked: str) -> Any:
    try:
        return json.loads(response.body, parse_constant=_no_number)
    except ValueError as error:
        raise AssertionError(f"{asked}: not JSON: {error}") from None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
