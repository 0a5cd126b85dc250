"""The one rule set that every engine is given (innovation.yaml), and people to try it on.

Also its conditions as an expression of `and`, `or` and comparisons, from which the peers' own forms are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml

from rules.compare import Comparison
from rules.evaluate import TraceNode, evaluate
from rules.facts import Fact, Value
from rules.load import Library
from rules.model import Programme
from rules.outcome import outcome
from rules.questions import samples
from rules.quotes import quotes
from rules.ruleset import RuleSet

PACK = "fushan-2017-23"
DAY = date(2021, 6, 1)
LIKELY = ("employed_full_time", "newly_brought_in", "technical_lead")
RARE = 0.05
Person = dict[str, Any]
Leaf = Callable[[Comparison], str]


class Shared:
    """innovation.yaml compiled: `rules`, its only programme `id`, its tiers (id → node), high to low."""

    def __init__(self, library: Library) -> None:
        path = Path(__file__).with_name("innovation.yaml")
        programme = Programme.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for _, quoted in quotes(programme):
            library.packs[PACK].document.quote(quoted.clause, quoted.text)
        self.rules = RuleSet("bench", library.dictionary, (), (programme,), ())
        self.id = programme.id
        self.common = self.rules.common[self.id]
        self.tiers = {tier.id: root for tier, root in self.rules.tiers[self.id]}
        self.conditions = sum(node.comparison is not None for node in self.rules.nodes)

    def decide(self, facts: dict[str, Value]) -> str | None:
        """The tier of `facts` (read Values); every condition's outcome is in the trace it comes from."""
        return outcome(evaluate(self.rules, facts, DAY), self.id)[1]

    def describe(self, facts: dict[str, Value]) -> tuple[str | None, list[TraceNode]]:
        """The tier of `facts` with every condition of the trace written out."""
        trace = evaluate(self.rules, facts, DAY)
        return outcome(trace, self.id)[1], list(trace)

    def expression(self, place: int, leaf: Leaf) -> str:
        """The condition at `place` in words that Python and zen share."""
        node = self.rules.nodes[place]
        if node.comparison:
            return leaf(node.comparison)
        word = {"all": " and ", "any": " or "}[node.kind]
        return f"({word.join(self.expression(one, leaf) for one in node.children)})"


def limits(comparison: Comparison) -> Iterator[tuple[str, float]]:
    """The bounds of a number's comparison as operator and number."""
    if comparison.leaf.at_least is not None:
        yield ">=", float(comparison.leaf.at_least)
    if comparison.leaf.at_most is not None:
        yield "<=", float(comparison.leaf.at_most)


def complete_people(shared: Shared, count: int, seed: int) -> list[Person]:
    """`count` people of whom every fact is known, as raw facts; few have honours, so that all tiers occur."""
    random = Random(seed)
    facts = shared.rules.facts().values()
    return [{fact.id: _raw(shared.rules, fact, random) for fact in facts} for _ in range(count)]


def _raw(rules: RuleSet, fact: Fact, random: Random) -> Any:
    if fact.type == "yes_no":
        return random.random() < (1 - RARE if fact.id in LIKELY else RARE)
    if fact.id == "place":
        return "fushan" if random.random() > RARE else "weihai"
    if fact.type == "choice":
        ids = [choice.id for choice in fact.values]
        return random.choice(ids)
    return random.choice((1, 2, 5, 8))


def partly_known(rules: RuleSet, count: int, seed: int) -> list[dict[str, Value]]:
    """`count` people of whom anything from nothing to everything is known, as read Values."""
    random = Random(seed)
    facts = rules.facts()
    values = {name: list(samples(rules, fact, DAY)) for name, fact in facts.items()}
    return [
        {name: random.choice(values[name]) for name in random.sample(list(facts), size)}
        for size in (random.randint(0, len(facts)) for _ in range(count))
    ]


def as_raw(facts: dict[str, Value]) -> Person:
    """Read Values as the raw ones they could have come from."""
    return {name: _unread(value) for name, value in facts.items()}


def _unread(value: Value) -> Any:
    if isinstance(value, tuple):
        low, high = value
        return {"from": low, "to": high}
    return sorted(value) if isinstance(value, frozenset) else value


def spread(tiers: Sequence[str | None]) -> dict[str | None, int]:
    """How often each outcome occurs."""
    return {tier: tiers.count(tier) for tier in dict.fromkeys(tiers)}
