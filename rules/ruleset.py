"""A pack's conditions, compiled: one flat list of nodes, parts before wholes.

Every node has an address, as pack/programme/…/id, that never changes unless the pack does.
"""

from __future__ import annotations

from dataclasses import dataclass

from rules.benefits import Benefit
from rules.compare import Comparison, code
from rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Leaf,
    Meets,
    Named,
    PanelPoint,
    Quoted,
    Reading,
    Readings,
)
from rules.facts import Dictionary, Fact
from rules.model import Programme

PANEL_CODE = code(1, 1)
Whole = tuple[int, str, int, tuple[int, ...]]


@dataclass(frozen=True)
class Node:
    """One condition. `kind` is leaf, panel, all, any, meets or readings; `children` are indices.

    `quote` is the node's own, or that of the whole it is part of.
    """

    address: str
    kind: str
    label: str
    quote: Quoted
    children: tuple[int, ...] = ()
    comparison: Comparison | None = None
    readings: tuple[Reading, ...] = ()


class RuleError(ValueError):
    """A condition that cannot be compiled: `address` says which."""

    def __init__(self, address: str, problem: str) -> None:
        self.address = address
        super().__init__(problem)


class RuleSet:
    """All nodes of a pack, and where its programmes, tiers and benefits begin.

    Whoever meets a tier also meets every lower one of the programme where a condition refers to it
    (具备…层次条件); `tiers` hold what each tier asks by itself, high to low, `reached` the same
    with all that is above it.
    """

    def __init__(
        self,
        pack: str,
        dictionary: Dictionary,
        conditions: tuple[Named, ...],
        programmes: tuple[Programme, ...],
        benefits: tuple[Benefit, ...],
    ) -> None:
        self._dictionary = dictionary
        self.nodes: list[Node] = []
        self.index: dict[str, int] = {}
        self._roots: dict[str, int] = {}
        self._own: dict[str, int] = {}
        self._above: dict[str, str | None] = {}
        self._sources: dict[str, tuple[Condition, str, Quoted | None]] = {}
        for named in conditions:
            self._sources[named.id] = (named.requires, f"{pack}/condition/{named.id}", None)
        for programme in programmes:
            root = f"{pack}/{programme.id}"
            self._sources[programme.id] = (programme.requires, root, programme.quote)
            above: str | None = None
            for tier in programme.tiers:
                name = f"{programme.id}/{tier.id}"
                self._sources[name] = (tier.requires, f"{pack}/{name}", tier.quote)
                self._above[name] = above
                above = name
        for source in self._sources:
            self._resolve(source, ())
        self.common = {programme.id: self._roots[programme.id] for programme in programmes}
        self.tiers = {
            programme.id: tuple(
                (tier, self._own[f"{programme.id}/{tier.id}"]) for tier in programme.tiers
            )
            for programme in programmes
        }
        self.reached = {
            programme.id: tuple(
                self._roots[f"{programme.id}/{tier.id}"] for tier in programme.tiers
            )
            for programme in programmes
        }
        self.benefit = {
            benefit.id: self._compile(
                benefit.requires, f"{pack}/benefit/{benefit.id}", benefit.quote, ()
            )
            for benefit in benefits
            if benefit.requires is not None
        }
        self._arrange()

    def _resolve(self, source: str, chain: tuple[str, ...]) -> int:
        if source in chain:
            raise RuleError(source, f"refers to itself: {' → '.join((*chain, source))}")
        if source not in self._roots:
            condition, address, quote = self._sources[source]
            if isinstance(condition, Meets) and condition.meets in self._above:
                # A tier that is another programme's tier is that one by itself, not those above it.
                self._resolve(condition.meets, (*chain, source))
                target = self._own[condition.meets]
                label = self.nodes[target].label
                place = self._add(
                    Node(address, "meets", label, quote or self.nodes[target].quote, (target,))
                )
            else:
                place = self._compile(condition, address, quote, (*chain, source))
            self._own[source] = place
            above = self._above.get(source)
            if above is not None:
                higher = self._resolve(above, (*chain, source))
                node = self.nodes[place]
                place = self._add(
                    Node(f"{address}/or_higher", "any", node.label, node.quote, (place, higher))
                )
            self._roots[source] = place
        return self._roots[source]

    def _compile(
        self, condition: Condition, address: str, inherited: Quoted | None, chain: tuple[str, ...]
    ) -> int:
        quote = getattr(condition, "quote", None) or inherited or _first_quote(condition)
        if quote is None:
            raise RuleError(address, "has no quote and none above or below it")
        if isinstance(condition, Leaf):
            return self._leaf(condition, address)
        if isinstance(condition, PanelPoint):
            return self._add(Node(address, "panel", condition.label, quote))
        if isinstance(condition, Meets):
            if condition.meets not in self._sources:
                raise RuleError(address, f"meets {condition.meets!r}, which does not exist")
            target = self._resolve(condition.meets, chain)
            label = self.nodes[target].label
            return self._add(Node(address, "meets", label, quote, (target,)))
        if isinstance(condition, Readings):
            parts = [
                self._compile(reading.requires, f"{address}/{reading.id}", quote, chain)
                for reading in condition.readings
            ]
            node = Node(
                address, "readings", quote.text, quote, tuple(parts), readings=condition.readings
            )
            return self._add(node)
        kind, members = (
            ("all", condition.all_of) if isinstance(condition, AllOf) else ("any", condition.any_of)
        )
        children = tuple(
            self._compile(member, f"{address}/{member.id}", quote, chain) for member in members
        )
        return self._add(Node(address, kind, quote.text, quote, children))

    def _leaf(self, leaf: Leaf, address: str) -> int:
        fact = self._dictionary.facts.get(leaf.fact)
        if fact is None:
            raise RuleError(address, str(self._dictionary.unknown_fact(leaf.fact)))
        try:
            comparison = Comparison(leaf, fact)
        except ValueError as error:
            raise RuleError(address, str(error)) from error
        return self._add(Node(address, "leaf", comparison.label, leaf.quote, (), comparison))

    def _add(self, node: Node) -> int:
        if node.address in self.index:
            raise RuleError(
                node.address, "stands twice: give each condition beside another its own id"
            )
        self.index[node.address] = len(self.nodes)
        self.nodes.append(node)
        return self.index[node.address]

    def _arrange(self) -> None:
        """Lay out what evaluation walks: leaves by fact, wholes in order, codes of knowing nothing."""
        self.leaves: dict[str, list[tuple[int, Comparison]]] = {}
        self.wholes: list[Whole] = []
        self.blank: list[int] = []
        for place, node in enumerate(self.nodes):
            if node.comparison:
                self.leaves.setdefault(node.comparison.fact.id, []).append((place, node.comparison))
                self.blank.append(node.comparison.unknown)
            else:
                self.blank.append(PANEL_CODE)
            if node.children:
                self.wholes.append((place, node.kind, node.children[0], node.children[1:]))
        self.windows = tuple(
            (place, node.comparison)
            for place, node in enumerate(self.nodes)
            if node.comparison and node.comparison.leaf.not_after is not None
        )
        self.readings_in = {
            programme: self._alternatives(root, *(tier for _, tier in self.tiers[programme]))
            for programme, root in self.common.items()
        }

    def _alternatives(self, *roots: int) -> dict[str, dict[int, int]]:
        """By id, the second readings below `roots`: reading the same words one way, one reads them so everywhere."""
        found: dict[str, dict[int, int]] = {}
        for place in sorted(self.below(*roots)):
            for position, reading in enumerate(self.nodes[place].readings[1:], start=1):
                found.setdefault(reading.id, {})[place] = position
        return found

    def facts(self) -> dict[str, Fact]:
        """The facts that at least one leaf compares."""
        return {name: self._dictionary.facts[name] for name in self.leaves}

    def below(self, *places: int) -> set[int]:
        """`places` and everything that can bear on them, all readings included."""
        seen: set[int] = set()
        waiting = list(places)
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting.extend(self.nodes[one].children)
        return seen


def _first_quote(condition: Condition) -> Quoted | None:
    """The quote of the first part that has one."""
    own: Quoted | None = getattr(condition, "quote", None)
    if own is not None:
        return own
    parts: tuple[Condition, ...] = ()
    if isinstance(condition, AllOf):
        parts = condition.all_of
    elif isinstance(condition, AnyOf):
        parts = condition.any_of
    elif isinstance(condition, Readings):
        parts = tuple(reading.requires for reading in condition.readings)
    return next((quote for quote in map(_first_quote, parts) if quote), None)
