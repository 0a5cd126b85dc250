"""Decision diagrams say exactly what evaluation says, and of partly known people exactly what is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from rules import load_library
from rules.diagram import Diagrams, domains, outcomes
from rules.evaluate import evaluate
from rules.facts import Value
from rules.load import Pack
from rules.outcome import outcome
from tests.rules.drawing import Drawing

LIBRARY = load_library()
DAY = date(2021, 6, 30)
PACKS = pytest.mark.parametrize("pack", LIBRARY.packs.values(), ids=lambda pack: pack.id)


@PACKS
def test_a_diagram_gives_the_outcome_of_everyone(pack: Pack) -> None:
    drawing = Drawing(pack, DAY, seed=5)
    diagrams = Diagrams(drawing.values, DAY)
    for name in pack.programmes:
        diagram = outcomes(diagrams, pack.rules, name)[0]
        for _, everything in drawing.people(100):
            found = diagrams.open_to(diagram, everything)
            assert found == {outcome(evaluate(pack.rules, everything, DAY), name)}


@PACKS
def test_every_threshold_has_a_value_on_each_side(pack: Pack) -> None:
    for fact, values in domains((pack.rules,), DAY).items():
        for _, comparison in pack.rules.leaves[fact]:
            codes = {comparison.test(value, DAY) for value in values}
            accepts_all = comparison.fact.type == "choice" and comparison.accepted() == set(
                comparison.fact.order
            )
            still_to_come = (
                comparison.leaf.not_after is not None and comparison.leaf.not_after > DAY
            )
            if not still_to_come or comparison.leaf.not_before is not None:
                assert len(codes) == (1 if accepts_all else 2), (fact, comparison.label)


def completions(
    known: dict[str, Value], values: dict[str, list[Value]]
) -> Iterator[dict[str, Value]]:
    hidden = [fact for fact in values if fact not in known]
    for answer in product(*(values[fact] for fact in hidden)):
        yield {**known, **dict(zip(hidden, answer, strict=True))}


def test_what_is_open_is_what_all_completions_come_to() -> None:
    """By trying them all, where they are few enough."""
    pack = LIBRARY.packs["weihai-2020-12"]
    drawing = Drawing(pack, DAY, seed=6)
    diagrams = Diagrams(drawing.values, DAY)
    diagram = outcomes(diagrams, pack.rules, "startup_insurance")[0]
    for known, _ in drawing.people(30):
        tried = {
            outcome(evaluate(pack.rules, everything, DAY), "startup_insurance")
            for everything in completions(known, drawing.values)
        }
        assert diagrams.open_to(diagram, known) == tried


def test_equal_conditions_are_one_diagram_and_others_are_not() -> None:
    """第三层次 is met by whoever meets 第二层次, but not the other way round."""
    rules = LIBRARY.packs["fushan-2017-23"].rules
    diagrams = Diagrams(domains((rules,), DAY), DAY)
    roots = {tier.id: root for tier, root in rules.tiers["sole_startup"]}
    second, third = diagrams.of(rules, [roots["startup_second"], roots["startup_third"]])
    assert second != third
    assert diagrams.combine("any", max, second, third) == third
    assert diagrams.combine("all", min, second, third) == second
