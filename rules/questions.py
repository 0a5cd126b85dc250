"""What to ask next: only what can still change the result, and first what leaves least to ask afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from rules.compare import MET
from rules.evaluate import OPEN_AT, Trace, both, imagine, widths
from rules.facts import Fact, Question, Value, years_before
from rules.ruleset import RuleSet

MOST_SCENARIOS = 12
LONG_AGO = 60
OUTSIDE = 50


def programme_facts(trace: Trace, programme: str) -> dict[str, int]:
    """The unknown facts that can still change the tier or status of `programme`, each with a leaf that asks it."""
    wanted: dict[str, int] = {}
    seen: dict[int, int] = {}
    common = trace.rules.common[programme]
    tiers = trace.rules.tiers[programme]
    best = max((trace.range(own)[1] for _, own in tiers), default=MET)
    _visit(trace, common, _between(0, best), seen, wanted)
    ceiling, above = trace.range(common)[1], 0
    for _, own in tiers:
        low, high = trace.range(own)
        if high > above:
            _visit(trace, own, _between(above, ceiling), seen, wanted)
        above = max(above, low)
    return wanted


def _between(floor: int, ceiling: int) -> int:
    return (1 << ceiling) - 1 & ~((1 << floor) - 1)


def _visit(
    trace: Trace, place: int, room: int, seen: dict[int, int], wanted: dict[str, int]
) -> None:
    """Collect the unknown facts below `place` whose value matters.

    It does while some level is open in every whole on the way down to its leaf: `room` has the levels (as bits) open
    so far, `seen` those with which a node has been visited.
    """
    before = seen.get(place, 0)
    room &= OPEN_AT[trace.codes[place]] & ~before
    if not room:
        return
    seen[place] = before | room
    node = trace.rules.nodes[place]
    if node.comparison:
        wanted.setdefault(node.comparison.fact.id, place)
    for child in node.children[:1] if node.kind == "readings" else node.children:
        _visit(trace, child, room, seen, wanted)


def scenarios(
    rules: RuleSet, question: Question, facts: Mapping[str, Fact], as_of: date
) -> tuple[list[dict[str, Value]], list[int]]:
    """Answers that stand for all answers to `question`, and how much each weighs.

    One on each side of every threshold; of a list to tick, nothing as often as anything.
    """
    if question.multiple:
        none: dict[str, Value] = dict.fromkeys(facts, False)
        return [none, *({**none, fact: True} for fact in facts)], [len(facts), *[1] * len(facts)]
    choices = [list(samples(rules, fact, as_of)) for fact in facts.values()]
    everything = [dict(zip(facts, answer, strict=True)) for answer in product(*choices)]
    step = max(1, len(everything) // MOST_SCENARIOS)
    kept = everything[::step]
    return kept, [1] * len(kept)


def samples(rules: RuleSet, fact: Fact, as_of: date) -> Iterator[Value]:
    """Values of `fact` that stand for all others: one on each side of every threshold of `rules`."""
    if fact.type == "yes_no":
        yield from (True, False)
    elif fact.type == "choice":
        yield from (frozenset([value]) for value in _telling(rules, fact))
    elif fact.type == "date":
        yield (as_of, as_of)
        yield (years_before(as_of, LONG_AGO), years_before(as_of, LONG_AGO))
    else:
        limits = {fact.min or 0.0}
        for _, comparison in rules.leaves.get(fact.id, ()):
            leaf = comparison.leaf
            limits |= {x for x in (leaf.at_least, leaf.at_most) if isinstance(x, (int, float))}
            if isinstance(leaf.at_most, (int, float)):
                limits.add(min(leaf.at_most + 1, fact.max or leaf.at_most + 1))
        yield from ((float(limit), float(limit)) for limit in sorted(limits))


def _telling(rules: RuleSet, fact: Fact) -> list[str]:
    """The values of a choice; of a long list (every city) those that `rules` name, and one other."""
    values = [choice.id for choice in fact.values]
    if len(values) <= MOST_SCENARIOS:
        return values
    accepted = [comparison.accepted() for _, comparison in rules.leaves.get(fact.id, ())]
    named = [one for one in values if any(one in some for some in accepted)]
    return [*named, *[one for one in values if one not in named][:1]]


def best_question(
    traces: Iterable[tuple[Trace, Collection[str]]],
    asked: Sequence[Question],
    facts: Mapping[str, Fact],
    as_of: date,
) -> Question:
    """The question of `asked` after which, over its representative answers, least stays open.

    `traces`: each with its unsettled programmes. Open is the width of the ranges of their tiers;
    what is open further inside counts as well, but little.
    """
    left = [0.0] * len(asked)
    for trace, programmes in traces:
        answers: list[dict[str, Value]] = []
        weights = []
        for question in asked:
            unknown = {one: facts[one] for one in question.facts}
            some, weight = scenarios(trace.rules, question, unknown, as_of)
            answers += some
            weights.append(weight)
        still_open = iter(_open(trace, programmes, answers, as_of))
        for place, weight in enumerate(weights):
            total = sum(one * next(still_open) for one in weight)
            left[place] += total / sum(weight)
    return asked[left.index(min(left))]


def _open(
    trace: Trace, programmes: Iterable[str], answers: Sequence[Mapping[str, Value]], as_of: date
) -> list[int]:
    """How much stays open after each of `answers`."""
    codes = imagine(trace, answers, as_of)
    rules = trace.rules
    common_and_tier = (
        both(codes[rules.common[programme]], codes[root])
        for programme in programmes
        for _, root in rules.tiers[programme] or ((None, rules.common[programme]),)
    )
    outside = widths(common_and_tier, len(answers))
    inside = widths((codes[place] for place, _, _, _ in rules.wholes), len(answers))
    return [OUTSIDE * one + other for one, other in zip(outside, inside, strict=True)]
