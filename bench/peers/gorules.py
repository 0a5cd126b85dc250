"""The rule set for zen-engine: one expression node that names the common part, the tiers and the result."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import zen

from bench.rule_set import Person, Shared, limits
from rules.compare import Comparison

KEY = "innovation"


def engines(shared: Shared) -> dict[str, Callable[[Person], str | None]]:
    """Ways to ask zen for the tier of raw facts.

    A decision starts a runtime of its own at every call; the engine that looks it up in its loader does not.
    """
    content = graph(shared)
    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(content)))
    loaded = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: content}}})
    return {
        "precompiled decision": lambda person: _tier(decision.evaluate(person)),
        "static loader": lambda person: _tier(loaded.evaluate(KEY, person)),
        "static loader, traced": lambda person: _tier(
            loaded.evaluate(KEY, person, {"trace": True})
        ),
    }


def _tier(response: dict[str, Any]) -> str | None:
    tier: str | None = response["result"].get("tier")  # zen leaves out what is null
    return tier


def graph(shared: Shared) -> dict[str, Any]:
    """The rule set as a JSON decision model."""
    expressions = {
        name: shared.expression(place, _leaf)
        for name, place in {"common": shared.common, **shared.tiers}.items()
    }
    choice = " : ".join(f"$.common and $.{tier} ? '{tier}'" for tier in shared.tiers)
    expressions["tier"] = f"{choice} : null"
    rows = [{"id": name, "key": name, "value": text} for name, text in expressions.items()]
    nodes = {
        "request": {"type": "inputNode"},
        "conditions": {"type": "expressionNode", "content": {"expressions": rows}},
        "response": {"type": "outputNode"},
    }
    place = {"x": 0, "y": 0}
    path = ["request", "conditions", "response"]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": name, "name": name, "position": place, **node} for name, node in nodes.items()
        ],
        "edges": [
            {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
            for source, target in pairwise(path)
        ],
    }


def _leaf(comparison: Comparison) -> str:
    fact = comparison.fact.id
    if comparison.fact.type == "yes_no":
        return f"{fact} == true"
    if comparison.fact.type == "choice":
        return f"{fact} in {sorted(comparison.accepted())!r}"
    return " and ".join(f"{fact} {sign} {bound:g}" for sign, bound in limits(comparison))
