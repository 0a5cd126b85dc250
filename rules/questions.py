"""What to ask next: only what can still change the result, and first what leaves least to ask afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice, product

from rules.compare import MET
from rules.evaluate import RANGES, Trace, both, learn
from rules.facts import Fact, Question, Value, years_before
from rules.ruleset import RuleSet

MOST_SCENARIOS = 12
LONG_AGO = 60
DEPTH_WEIGHT = 0.02
WIDTH = [high - low for low, high in RANGES]


def programme_facts(trace: Trace, programme: str) -> dict[str, int]:
    """The unknown facts that can still change the tier or status of `programme`, each with a leaf that asks it."""
    wanted: dict[str, int] = {}
    common = trace.rules.common[programme]
    tiers = trace.rules.tiers[programme]
    best = max((trace.range(own)[1] for _, own in tiers), default=MET)
    _visit(trace, common, 0, best, wanted)
    ceiling, above = trace.range(common)[1], 0
    for _, own in tiers:
        low, high = trace.range(own)
        if high > above:
            _visit(trace, own, above, ceiling, wanted)
        above = max(above, low)
    return wanted


def _visit(trace: Trace, place: int, floor: int, ceiling: int, wanted: dict[str, int]) -> None:
    """Collect the unknown facts below `place` whose value matters while the whole lies within floor and ceiling."""
    low, high = RANGES[trace.codes[place]]
    if max(low, floor) >= min(high, ceiling):
        return
    node = trace.rules.nodes[place]
    if node.comparison:
        if node.comparison.fact.id not in wanted:
            wanted[node.comparison.fact.id] = place
        return
    if node.kind in ("meets", "readings"):
        _visit(trace, node.children[0], floor, ceiling, wanted)
        return
    ranges = [RANGES[trace.codes[child]] for child in node.children]
    for position, child in enumerate(node.children):
        others = ranges[:position] + ranges[position + 1 :]
        if node.kind == "all":
            top = min((one[1] for one in others), default=ceiling)
            _visit(trace, child, floor, min(ceiling, top), wanted)
        else:
            bottom = max((one[0] for one in others), default=floor)
            _visit(trace, child, max(floor, bottom), ceiling, wanted)


def scenarios(
    rules: RuleSet, question: Question, facts: Mapping[str, Fact], as_of: date
) -> list[tuple[float, dict[str, Value]]]:
    """Answers that stand for all answers to `question`, each with its weight (in all 1).

    One on each side of every threshold; of a list to tick, nothing as often as anything.
    """
    if question.multiple:
        none: dict[str, Value] = dict.fromkeys(facts, False)
        return [(0.5, none), *((0.5 / len(facts), {**none, fact: True}) for fact in facts)]
    choices = [list(samples(rules, fact, as_of)) for fact in facts.values()]
    everything = [dict(zip(facts, answer, strict=True)) for answer in product(*choices)]
    step = max(1, len(everything) // MOST_SCENARIOS)
    kept = list(islice(everything, 0, None, step))
    return [(1 / len(kept), answer) for answer in kept]


def samples(rules: RuleSet, fact: Fact, as_of: date) -> Iterator[Value]:
    """Values of `fact` that stand for all others: one on each side of every threshold of `rules`."""
    if fact.type == "yes_no":
        yield from (True, False)
    elif fact.type == "choice":
        yield from (frozenset([choice.id]) for choice in fact.values)
    elif fact.type == "date":
        yield (as_of, as_of)
        yield (years_before(as_of, LONG_AGO), years_before(as_of, LONG_AGO))
    else:
        limits = {fact.min or 0.0}
        for _, comparison in rules.leaves.get(fact.id, ()):
            leaf = comparison.leaf
            limits |= {
                float(x) for x in (leaf.at_least, leaf.at_most) if isinstance(x, (int, float))
            }
        yield from ((limit, limit) for limit in sorted(limits))


def best_question(
    traces: Iterable[tuple[Trace, Collection[str]]],
    asked: Collection[Question],
    facts: Mapping[str, Fact],
    as_of: date,
) -> Question:
    """The question of `asked` after which, over its representative answers, least stays open.

    `traces`: each with its unsettled programmes. Open is the width of the ranges of their tiers;
    what is open further inside counts as well, but little.
    """
    watched = [(trace, _outcomes(trace, programmes)) for trace, programmes in traces]

    def left(question: Question) -> float:
        unknown = {one: facts[one] for one in question.facts}
        total = 0.0
        for trace, outcomes in watched:
            inside = trace.rules.wholes_above(tuple(unknown))
            for weight, answer in scenarios(trace.rules, question, unknown, as_of):
                codes = learn(trace, answer, as_of)
                wide = sum(WIDTH[both(codes[common], codes[root])] for common, root in outcomes)
                deep = sum(
                    WIDTH[codes[place]] - WIDTH[trace.codes[place]] for place, _, _, _ in inside
                )
                total += weight * (wide + DEPTH_WEIGHT * deep)
        return total

    return min(asked, key=left)


def _outcomes(trace: Trace, programmes: Iterable[str]) -> list[tuple[int, int]]:
    rules = trace.rules
    pairs = []
    for programme in programmes:
        common = rules.common[programme]
        pairs += [(common, root) for _, root in rules.tiers[programme]] or [(common, common)]
    return pairs
