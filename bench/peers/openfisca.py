"""The rule set for OpenFisca-Core: a variable a fact, a variable a tier, one person a simulation.

Facts are given for ever and tiers computed by the month, which took less time than months throughout.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import ETERNITY, MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.rule_set import DAY, Person, Shared, limits
from rules.compare import Comparison
from rules.facts import Fact

PERIOD = f"{DAY:%Y-%m}"
SIGNS = {">=": operator.ge, "<=": operator.le}
Formula = Callable[[Any, Any], Any]


def engines(shared: Shared) -> dict[str, Callable[[Person], str | None]]:
    """One way: build the simulation of one person's raw facts and ask it for the tier."""
    system = _system(shared)
    tiers = [None, *reversed(shared.tiers)]

    def decide(person: Person) -> str | None:
        facts = {name: {"ETERNITY": value} for name, value in person.items()}
        simulation = SimulationBuilder().build_from_entities(system, {"people": {"one": facts}})
        return tiers[int(simulation.calculate("tier", PERIOD)[0])]

    return {"SimulationBuilder": decide}


def _system(shared: Shared) -> TaxBenefitSystem:
    person = build_entity(key="person", plural="people", label="A person", is_person=True)
    system = TaxBenefitSystem([person])

    def add(name: str, value_type: type, formula: Formula | None = None, **more: Any) -> None:
        parts = {
            "value_type": value_type,
            "entity": person,
            "definition_period": MONTH if formula else ETERNITY,
            "label": name,
            **more,
        }
        if formula is not None:
            parts["formula"] = formula
        system.add_variable(type(name, (Variable,), parts))

    for fact in shared.rules.facts().values():
        if fact.type == "choice":
            values = _enum(fact)
            first = next(iter(values))
            add(fact.id, Enum, possible_values=values, default_value=first)
        else:
            add(fact.id, bool if fact.type == "yes_no" else float)
    for name, place in {"common": shared.common, **shared.tiers}.items():
        add(name, bool, _formula(shared, place))

    def level(person: Any, period: Any) -> Any:
        reached = [person(tier, period) for tier in shared.tiers]
        return person("common", period) * numpy.select(reached, range(len(reached), 0, -1), 0)

    add("tier", int, level)
    return system


def _enum(fact: Fact) -> Any:
    return Enum(fact.id, [(choice.id, choice.label) for choice in fact.values])


def _formula(shared: Shared, place: int) -> Formula:
    node = shared.rules.nodes[place]
    if node.comparison:
        return _leaf(node.comparison)
    combine = operator.and_ if node.kind == "all" else operator.or_
    parts = [_formula(shared, child) for child in node.children]
    return lambda person, period: reduce(combine, (part(person, period) for part in parts))


def _leaf(comparison: Comparison) -> Formula:
    name = comparison.fact.id
    if comparison.fact.type == "yes_no":
        return lambda person, period: person(name, period)
    if comparison.fact.type == "choice":
        # Enumerations compare by index here: every list of accepted values is one run of the order.
        accepted = sorted(comparison.fact.order[value] for value in comparison.accepted())
        low, high = accepted[0], accepted[-1]
        return lambda person, period: _between(numpy.asarray(person(name, period)), low, high)
    bounds = [(SIGNS[sign], bound) for sign, bound in limits(comparison)]
    return lambda person, period: reduce(
        operator.and_, (sign(person(name, period), bound) for sign, bound in bounds)
    )


def _between(index: Any, low: int, high: int) -> Any:
    return (index >= low) & (index <= high)
