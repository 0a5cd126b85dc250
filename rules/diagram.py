"""Conditions as decision diagrams over facts: what they come to for everyone there could be.

Two conditions that come to the same for all facts have one and the same diagram, however they are
written; and from a diagram all outcomes that some facts leave open can be read off exactly. The
engine answers from ranges, which is fast; this is what it is held against.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from rules.compare import code
from rules.evaluate import RANGES, Trace
from rules.facts import Fact, Value, years_before
from rules.outcome import outcome
from rules.ruleset import RuleSet

Diagram = int


def domains(rule_sets: Sequence[RuleSet], as_of: date) -> dict[str, list[Value]]:
    """For each fact, exact values that stand for all others: one between and on all thresholds."""
    found: dict[str, list[Value]] = {}
    for fact in {name: one for rules in rule_sets for name, one in rules.facts().items()}.values():
        tests = [leaf.test for rules in rule_sets for _, leaf in rules.leaves.get(fact.id, ())]
        classes: dict[tuple[int, ...], Value] = {}
        for value in _candidates(rule_sets, fact, as_of):
            classes.setdefault(tuple(test(value, as_of) for test in tests), value)
        found[fact.id] = list(classes.values())
    return found


def _candidates(rule_sets: Sequence[RuleSet], fact: Fact, as_of: date) -> Iterable[Value]:
    if fact.type == "yes_no":
        return (False, True)
    if fact.type == "choice":
        return [frozenset([choice.id]) for choice in fact.values]
    leaves = [one.leaf for rules in rule_sets for _, one in rules.leaves.get(fact.id, ())]
    if fact.type == "date":
        days = {date(as_of.year - 60, 1, 1), as_of}
        for leaf in leaves:
            starts = [leaf.not_before, leaf.not_after]
            if leaf.within_years is not None:
                starts.append(years_before(as_of, leaf.within_years))
            for start in filter(None, starts):
                days |= {start + timedelta(days=step) for step in (-1, 0, 1)}
        return [(day, day) for day in sorted(days) if day <= as_of]
    least, most = fact.min or 0.0, 1e6 if fact.max is None else fact.max
    limits = {least, most}
    for leaf in leaves:
        limits |= {float(x) for x in (leaf.at_least, leaf.at_most) if isinstance(x, (int, float))}
    steps = sorted(limits)
    between = [(a + b) / 2 for a, b in pairwise(steps)]
    return [(value, value) for value in sorted([*steps, *between])]


class Diagrams:
    """Diagrams over `values` (fact → exact values), shared so that equal functions are one number.

    A diagram is a number below zero for a constant, else an index into `nodes`.
    """

    def __init__(self, values: Mapping[str, list[Value]], as_of: date) -> None:
        self.values, self.as_of = values, as_of
        self.level = {fact: place for place, fact in enumerate(values)}
        self.facts = list(values)
        self.nodes: list[tuple[int, tuple[Diagram, ...]]] = []
        self.constants: list[Hashable] = []
        self._known: dict[tuple[int, tuple[Diagram, ...]], Diagram] = {}
        self._constant_of: dict[Hashable, Diagram] = {}
        self._combined: dict[tuple[str, Diagram, Diagram], Diagram] = {}

    def constant(self, value: Hashable) -> Diagram:
        """The diagram that is `value` for everyone."""
        if value not in self._constant_of:
            self.constants.append(value)
            self._constant_of[value] = -len(self.constants)
        return self._constant_of[value]

    def choose(self, level: int, children: tuple[Diagram, ...]) -> Diagram:
        """The diagram that goes to one of `children` by the fact at `level`."""
        if all(one == children[0] for one in children):
            return children[0]
        key = (level, children)
        if key not in self._known:
            self._known[key] = len(self.nodes)
            self.nodes.append(key)
        return self._known[key]

    def combine(self, name: str, work: Callable[..., Hashable], a: Diagram, b: Diagram) -> Diagram:
        """The diagram of `work` applied to the values of `a` and `b`; `name` stands for `work`."""
        if a < 0 and b < 0:
            return self.constant(work(self.constants[-a - 1], self.constants[-b - 1]))
        key = (name, a, b)
        if key not in self._combined:
            tops = [self.nodes[one][0] for one in (a, b) if one >= 0]
            level = min(tops)
            sides = [
                self.nodes[one][1]
                if one >= 0 and self.nodes[one][0] == level
                else (one,) * len(self.values[self.facts[level]])
                for one in (a, b)
            ]
            children = tuple(self.combine(name, work, x, y) for x, y in zip(*sides, strict=True))
            self._combined[key] = self.choose(level, children)
        return self._combined[key]

    def of(
        self, rules: RuleSet, places: Sequence[int], readings: Mapping[int, int] | None = None
    ) -> list[Diagram]:
        """The diagrams of the levels (0 to 2) of the nodes at `places`; `readings` as in `Trace.reread`."""
        done: dict[int, Diagram] = {}
        for place in sorted(rules.below(*places)):
            node = rules.nodes[place]
            parts = [done[child] for child in node.children]
            if node.comparison:
                fact, test = node.comparison.fact.id, node.comparison.test
                levels = [RANGES[test(value, self.as_of)][0] for value in self.values[fact]]
                children = tuple(self.constant(level) for level in levels)
                done[place] = self.choose(self.level[fact], children)
            elif not parts:
                done[place] = self.constant(1)
            elif node.kind in ("all", "any"):
                name, work = ("all", min) if node.kind == "all" else ("any", max)
                whole = parts[0]
                for part in parts[1:]:
                    whole = self.combine(name, work, whole, part)
                done[place] = whole
            else:
                done[place] = parts[(readings or {}).get(place, 0)]
        return [done[place] for place in places]

    def together(self, parts: Sequence[Diagram]) -> Diagram:
        """The diagram of the tuple of the values of `parts`."""
        whole = self.constant(())
        for part in parts:
            whole = self.combine("together", lambda a, b: (*a, b), whole, part)
        return whole

    def map(self, diagram: Diagram, work: Callable[[Any], Hashable]) -> Diagram:
        """The diagram of `work` applied to the values of `diagram`."""
        done: dict[Diagram, Diagram] = {}

        def mapped(one: Diagram) -> Diagram:
            if one not in done:
                if one < 0:
                    done[one] = self.constant(work(self.constants[-one - 1]))
                else:
                    level, children = self.nodes[one]
                    done[one] = self.choose(level, tuple(mapped(child) for child in children))
            return done[one]

        return mapped(diagram)

    def open_to(self, diagram: Diagram, known: Mapping[str, Value]) -> set[Hashable]:
        """Every value that `diagram` can still take for people of whom `known` is known exactly."""
        seen, found, waiting = {diagram}, set(), [diagram]
        while waiting:
            one = waiting.pop()
            if one < 0:
                found.add(self.constants[-one - 1])
                continue
            level, children = self.nodes[one]
            fact = self.facts[level]
            if fact in known:
                children = (children[self.values[fact].index(known[fact])],)
            for child in children:
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return found


def outcomes(diagrams: Diagrams, rules: RuleSet, programme: str) -> list[Diagram]:
    """What `programme` comes to, as `rules.outcome` has it: under the first readings, then under each other."""
    ways = [{}, *rules.readings_in[programme].values()]
    roots = [rules.common[programme], *(root for _, root in rules.tiers[programme])]
    return [_outcome(diagrams, rules, programme, roots, way) for way in ways]


def _outcome(
    diagrams: Diagrams, rules: RuleSet, programme: str, roots: list[int], way: Mapping[int, int]
) -> Diagram:
    def of_levels(levels: tuple[int, ...]) -> Hashable:
        codes = [0] * len(rules.nodes)
        for root, level in zip(roots, levels, strict=True):
            codes[root] = code(level, level)
        return outcome(Trace(rules, {}, codes), programme)

    return diagrams.map(diagrams.together(diagrams.of(rules, roots, way)), of_levels)
