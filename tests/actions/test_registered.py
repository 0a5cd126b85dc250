"""The actions as a plain action server has them."""

from __future__ import annotations

import yaml
from rasa_sdk.executor import ActionExecutor

from bot.project import WENCE


def test_the_domain_lists_exactly_the_actions_there_are() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    ours = {name for name, run in executor.actions.items() if run.__module__.startswith("actions")}
    domain = yaml.safe_load(WENCE.domain.read_text("utf-8"))
    # One that says more of itself than its name is a mapping from its name.
    listed = [[*action] if isinstance(action, dict) else [action] for action in domain["actions"]]
    assert sorted(ours) == sorted(name for names in listed for name in names)
