"""Whether a tier can be the result at all: facts that would make it so, found by search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from rules.evaluate import RANGES, evaluate
from rules.facts import Fact, Value
from rules.outcome import outcome
from rules.questions import samples
from rules.ruleset import RuleSet

MOST_TRIES = 4000
Constraint = dict[str, frozenset[int]]


def unreachable(rules: RuleSet, as_of: date) -> list[str]:
    """Addresses (programme or programme/tier) that no facts lead to as the result."""
    options = {name: list(samples(rules, fact, as_of)) for name, fact in rules.facts().items()}
    lost = []
    for programme, tiers in rules.tiers.items():
        common = rules.common[programme]
        for tier, root in tiers:
            if not any(
                outcome(evaluate(rules, facts, as_of), programme)[1] == tier.id
                for facts in _witnesses(rules, (common, root), options, as_of)
            ):
                lost.append(f"{programme}/{tier.id}")
        if not tiers and not any(
            evaluate(rules, facts, as_of).range(common)[1] > 0
            for facts in _witnesses(rules, (common,), options, as_of)
        ):
            lost.append(programme)
    return lost


def _witnesses(
    rules: RuleSet, places: tuple[int, ...], options: dict[str, list[Value]], as_of: date
) -> Iterator[dict[str, Value]]:
    """Complete facts that lift all `places` above 不满足, with everything else as low as it goes."""
    worst = {name: _worst(rules.facts()[name], values) for name, values in options.items()}
    for wanted in islice(_all(rules, list(places), options, as_of, {}), MOST_TRIES):
        chosen = {name: options[name][min(picks)] for name, picks in wanted.items()}
        yield {**worst, **chosen}


def _worst(fact: Fact, values: list[Value]) -> Value:
    if fact.type == "yes_no":
        return False
    return values[-1] if fact.type == "date" else values[0]


def _all(
    rules: RuleSet,
    places: list[int],
    options: dict[str, list[Value]],
    as_of: date,
    so_far: Constraint,
) -> Iterator[Constraint]:
    if not places:
        yield so_far
        return
    for one in _lift(rules, places[0], options, as_of, so_far):
        yield from _all(rules, places[1:], options, as_of, one)


def _lift(
    rules: RuleSet, place: int, options: dict[str, list[Value]], as_of: date, so_far: Constraint
) -> Iterator[Constraint]:
    node = rules.nodes[place]
    if node.comparison:
        name, test = node.comparison.fact.id, node.comparison.test
        allowed = so_far.get(name, frozenset(range(len(options[name]))))
        good = frozenset(one for one in allowed if RANGES[test(options[name][one], as_of)][1] > 0)
        if good:
            yield {**so_far, name: good}
    elif node.kind == "any":
        for child in node.children:
            yield from _lift(rules, child, options, as_of, so_far)
    elif node.kind == "all":
        yield from _all(rules, list(node.children), options, as_of, so_far)
    elif node.children:
        yield from _lift(rules, node.children[0], options, as_of, so_far)
    else:
        yield so_far
