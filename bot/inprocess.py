"""Runs the custom actions in this process, by the contract of Rasa's action server."""

from __future__ import annotations

import importlib
import json
from contextvars import ContextVar
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

# Whether an action raised while the current message was answered: Rasa logs it, drops what the
# action said and goes on.
action_failed: ContextVar[bool] = ContextVar("action_failed", default=False)


class InProcessActions(EndpointConfig):
    """An action endpoint for Rasa that is the importable package `package` instead of a server.

    Raises:
        ImportError: the package cannot be imported.
    """

    def __init__(self, package: str) -> None:
        super().__init__(url=f"in-process:{package}")
        self._executor = ActionExecutor()
        self._executor.register_package(importlib.import_module(package))

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the action that `kwargs["json"]` names; the answer is what the server's would be.

        Both ways go through JSON, so that an action can neither change Rasa's objects nor hand over
        what a server could not.
        """
        call = json.loads(json.dumps(kwargs["json"]))
        try:
            return json.loads(json.dumps(await self._executor.run(call)))
        except ActionExecutionRejection as error:
            raise _refusal(400, error) from error
        except ActionNotFoundException as error:
            action_failed.set(True)
            raise _refusal(404, error) from error
        except Exception:
            action_failed.set(True)
            raise


def _refusal(
    status: int, error: ActionExecutionRejection | ActionNotFoundException
) -> ClientResponseError:
    body = {"error": error.message, "action_name": error.action_name}
    return ClientResponseError(status, error.message, json.dumps(body))
