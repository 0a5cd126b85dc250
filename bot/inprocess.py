"""Runs the custom actions in this process, by the contract of Rasa's action server."""

from __future__ import annotations

import asyncio
import importlib
import json
import threading
import weakref
from collections.abc import Coroutine
from contextvars import ContextVar
from typing import Any

import orjson
from anyio import CapacityLimiter, to_thread
from rasa.core.actions.constants import SELECTIVE_DOMAIN
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

LONGEST_ACTION = 30.0  # seconds
AT_ONCE = 40  # actions

# Whether an action raised while the current message was answered: Rasa logs it, drops what the
# action said and goes on.
action_failed: ContextVar[bool] = ContextVar("action_failed", default=False)
_of_thread = threading.local()


class InProcessActions(EndpointConfig):
    """An action endpoint for Rasa that is the importable package `package` instead of a server.

    Each call runs in a thread, so that a slow action holds up nobody but who waits for it. patience: seconds,
    after which it is given up: what it says later is dropped.

    Raises:
        ImportError: the package cannot be imported.
    """

    def __init__(self, package: str, patience: float = LONGEST_ACTION) -> None:
        # No action of ours reads the domain, which is larger than all the rest of a call.
        super().__init__(url=f"in-process:{package}", **{SELECTIVE_DOMAIN: True})
        self.patience = patience
        # Requests that wait for something else take up none of it. It belongs to the loop that is running then.
        self._room: CapacityLimiter | None = None
        self._executor = ActionExecutor()
        self._executor.register_package(importlib.import_module(package))

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the action that `kwargs["json"]` names; the answer is what the server's would be.

        Both ways go through JSON, so that an action can neither change Rasa's objects nor hand over
        what a server could not.
        """
        call = _as_sent(kwargs["json"])
        try:
            if self._room is None:
                self._room = CapacityLimiter(AT_ONCE)
            answer = await asyncio.wait_for(
                _in_thread(self._executor.run(call), self._room), self.patience
            )
            return json.loads(json.dumps(answer))
        except ActionExecutionRejection as error:
            raise _refusal(400, error) from error
        except ActionNotFoundException as error:
            action_failed.set(True)
            raise _refusal(404, error) from error
        except Exception:
            action_failed.set(True)
            raise


def _as_sent(call: dict[str, Any]) -> Any:
    try:
        return orjson.loads(orjson.dumps(call))
    except TypeError:  # what only Python's own takes: integers beyond 64 bits
        return json.loads(json.dumps(call))


async def _in_thread(work: Coroutine[Any, Any, Any], room: CapacityLimiter) -> Any:
    """What `work` returns or raises, run by an event loop of its own in a thread.

    The threads are kept, and are daemons: one that never ends does not keep the process from ending.
    """
    return await to_thread.run_sync(_run, work, abandon_on_cancel=True, limiter=room)


class _Loop:
    """An event loop that is closed with the thread it belongs to: by itself uvloop's keeps its files for ever."""

    def __init__(self) -> None:
        loop = asyncio.new_event_loop()
        self.run = loop.run_until_complete
        weakref.finalize(self, loop.close)


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    if not hasattr(_of_thread, "loop"):
        _of_thread.loop = _Loop()
    try:
        return _of_thread.loop.run(work)
    except Exception:
        raise
    except BaseException as error:  # an action that exits is not to end the service
        raise RuntimeError(f"the action raised {type(error).__name__}") from None


def _refusal(
    status: int, error: ActionExecutionRejection | ActionNotFoundException
) -> ClientResponseError:
    body = {"error": error.message, "action_name": error.action_name}
    return ClientResponseError(status, error.message, json.dumps(body))
