"""Faster: which rules fit a conversation."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION

from bot.speed.same import Same

MOST_REMEMBERED = 4096
State = dict[str, Any]


def mend() -> None:
    """Rasa holds a conversation against all rules several times a turn; which fit its latest state is remembered."""
    possible_keys = RulePolicy._get_possible_keys
    known: dict[tuple[Any, ...], dict[str, str]] = {}

    def fitting(policy: RulePolicy, rules: dict[str, str], state: State) -> dict[str, str]:
        """The rules that fit `state` as the latest one."""
        table = Same(rules), len(rules)  # a training adds to them
        key = (*table, bool(state.get(PREVIOUS_ACTION)), _seen(state, _parts(*table)))
        if key not in known:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[key] = {one: rules[one] for one in possible_keys(policy, rules, [state])}
        return known[key]

    def get_possible_keys(
        self: RulePolicy, lookup: dict[str, str], states: list[State]
    ) -> set[str]:
        rules = fitting(self, lookup, states[-1]) if states else lookup
        return possible_keys(self, rules, states)

    RulePolicy._get_possible_keys = get_possible_keys


@lru_cache(maxsize=8)
def _parts(rules: Same, _: int) -> list[tuple[str, str]]:
    """What any rule looks at in a state: a kind of substate, and a key in it."""
    states = [state for rule in rules.of for state in json.loads(rule)]
    return sorted({(kind, key) for state in states for kind, sub in state.items() for key in sub})


def _seen(state: State, parts: list[tuple[str, str]]) -> tuple[Any, ...]:
    return tuple(state.get(kind, {}).get(key) for kind, key in parts)
