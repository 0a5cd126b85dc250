"""Why a condition stands where it stands: what carries it, fails it, is left to a panel, could be changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.evaluate import Trace
from rules.result import Failure, NearMiss, PanelPoint, Reason

MOST_CHANGES = 2


def _used(trace: Trace, place: int) -> tuple[int, ...]:
    """The children that count: of a passage with several readings only the first."""
    node = trace.rules.nodes[place]
    return node.children[:1] if node.kind == "readings" else node.children


def reasons(trace: Trace, place: int) -> Iterator[Reason]:
    """The met leaves that carry the node: of an ALL all, of an ANY those of the first part that carries it."""
    node = trace.rules.nodes[place]
    low = trace.range(place)[0]
    if node.comparison:
        if low < 2:
            return
        value = trace.facts[node.comparison.fact.id]
        yield Reason(
            address=node.address,
            label=node.label,
            has=node.comparison.fact.show(value),
            higher=node.comparison.higher(value),
            quote=node.quote,
        )
    elif node.kind == "any":
        carrying = [one for one in node.children if low > 0 and trace.range(one)[0] == low]
        if carrying:
            yield from reasons(trace, carrying[0])
    else:
        for child in _used(trace, place):
            yield from reasons(trace, child)


def failures(trace: Trace, place: int, as_of: date) -> Iterator[Failure]:
    """What makes the node 不满足; of an ANY the one part that is begun, else the whole."""
    if trace.range(place)[1] > 0:
        return
    node = trace.rules.nodes[place]
    if node.comparison:
        yield _failure(trace, place, as_of)
    elif node.kind == "any" and len(node.children) > 1:
        begun = [one for one in node.children if _begun(trace, one)]
        if len(begun) == 1:
            yield from failures(trace, begun[0], as_of)
            return
        yield Failure(
            address=node.address, label=node.label, fact=None, has=None, gap="", quote=node.quote
        )
    else:
        for child in _used(trace, place):
            yield from failures(trace, child, as_of)


def _begun(trace: Trace, place: int) -> bool:
    """Whether some part of the node is certain to be above 不满足."""
    node = trace.rules.nodes[place]
    if node.kind in ("meets", "readings"):
        return _begun(trace, node.children[0])
    if node.kind == "any":
        return any(_begun(trace, child) for child in node.children)
    return any(trace.range(child)[0] > 0 for child in node.children)


def _failure(trace: Trace, place: int, as_of: date) -> Failure:
    node = trace.rules.nodes[place]
    assert node.comparison is not None
    fact = node.comparison.fact
    value = trace.facts.get(fact.id)
    return Failure(
        address=node.address,
        label=node.label,
        fact=fact.id,
        has=None if value is None else fact.show(value),
        gap="" if value is None else node.comparison.gap(value, as_of),
        quote=node.quote,
    )


def panel_points(trace: Trace, place: int) -> Iterator[PanelPoint]:
    """What is left to the panel: the settled 待评审 parts that keep the node from 满足."""
    low, high = trace.range(place)
    if high == 0 or low == 2:
        return
    node = trace.rules.nodes[place]
    if not node.children:
        if low == high == 1:
            yield PanelPoint(address=node.address, label=_own_view(trace, place), quote=node.quote)
        return
    parts = _used(trace, place)
    if node.kind == "any" and low == high == 1:
        chosen = [one for one in parts if trace.range(one) == (1, 1) and _is_panel(trace, one)]
        if not chosen and all(not trace.rules.nodes[one].children for one in parts):
            yield PanelPoint(address=node.address, label=node.label, quote=node.quote)
            return
        parts = tuple(chosen) or parts
    for child in parts:
        yield from panel_points(trace, child)


def _is_panel(trace: Trace, place: int) -> bool:
    comparison = trace.rules.nodes[place].comparison
    return comparison is not None and comparison.leaf.panel


def _own_view(trace: Trace, place: int) -> str:
    node = trace.rules.nodes[place]
    if node.comparison and node.comparison.leaf.panel:
        return f"{node.label}——自评，由评审认定"
    if node.comparison and node.comparison.leaf.relaxed_by:
        return f"{node.label}——未达到，但可以由评审放宽"
    return node.label


def near_misses(
    trace: Trace, roots: list[tuple[int, ...]], as_of: date, warning: str
) -> tuple[NearMiss, ...]:
    """The smallest changes of changeable facts that bring one of `roots` (nodes to be met together) back into reach.

    `warning` is said with each: the facts must really change.
    """
    found: dict[frozenset[int], NearMiss] = {}
    for root in roots:
        leaves = _repair_all(trace, root)
        if not leaves or len(leaves) > MOST_CHANGES:
            continue
        changes = tuple(_failure(trace, one, as_of) for one in leaves)
        text = "，".join(_change(trace, one) for one in leaves)
        found.setdefault(frozenset(leaves), NearMiss(changes=changes, text=f"{text}；{warning}"))
    return tuple(found.values())


def _change(trace: Trace, place: int) -> str:
    node = trace.rules.nodes[place]
    assert node.comparison is not None
    fact, leaf = node.comparison.fact, node.comparison.leaf
    value = trace.facts[fact.id]
    for bound, way in ((leaf.at_least, "提高"), (leaf.at_most, "降低")):
        if isinstance(bound, (int, float)) and isinstance(value, tuple):
            short = value[1] < bound if way == "提高" else value[0] > bound  # type: ignore[operator]
            if short:
                return f"{fact.label}从 {fact.show(value)} {way}到 {fact.show((bound, bound))} 即满足这一条"
    return f"{fact.change}，即满足“{node.label}”这一条"


def _repair_all(trace: Trace, places: tuple[int, ...]) -> tuple[int, ...] | None:
    leaves: dict[str, int] = {}
    for place in places:
        part = _repair(trace, place)
        if part is None:
            return None
        for leaf in part:
            comparison = trace.rules.nodes[leaf].comparison
            assert comparison is not None
            leaves.setdefault(f"{comparison.fact.id}{comparison.label}", leaf)
    return tuple(leaves.values())


def _repair(trace: Trace, place: int) -> tuple[int, ...] | None:
    """The fewest failing leaves whose change would lift the node above 不满足; None when it cannot be."""
    if trace.range(place)[1] > 0:
        return ()
    node = trace.rules.nodes[place]
    if node.comparison:
        return (place,) if node.comparison.fact.change else None
    if node.kind == "any":
        options = [one for one in (_repair(trace, child) for child in node.children) if one]
        return min(options, key=len, default=None)
    return _repair_all(trace, _used(trace, place))
