"""The rule set as the Python one would write by hand: a fact is a plain value, a tier one expression."""

from __future__ import annotations

from collections.abc import Callable

from bench.rule_set import Person, Shared, limits
from rules.compare import Comparison


def engine(shared: Shared) -> Callable[[Person], str | None]:
    """A function from a complete person's raw facts to the tier's id, None when there is none."""
    lines = ["def decide(facts):"]
    for name, place in {"common": shared.common, **shared.tiers}.items():
        lines.append(f"    {name} = {shared.expression(place, _leaf)}")
    for tier in shared.tiers:
        lines.append(f"    if common and {tier}: return {tier!r}")
    scope: dict[str, Callable[[Person], str | None]] = {}
    exec("\n".join(lines), scope)
    return scope["decide"]


def _leaf(comparison: Comparison) -> str:
    fact = f"facts[{comparison.fact.id!r}]"
    if comparison.fact.type == "yes_no":
        return fact
    if comparison.fact.type == "choice":
        return f"{fact} in {set(comparison.accepted())!r}"
    return " and ".join(f"{fact} {sign} {bound:g}" for sign, bound in limits(comparison))
