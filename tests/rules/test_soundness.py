"""What is settled stays settled whatever is learnt later, and what could be settled is.

Tried on people drawn at random with part of what there is to know hidden, against what they turn out
to be, and against every completion there is (exactly, by decision diagram).
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from rules import load_library, screen
from rules.amounts import needs
from rules.diagram import Diagrams, outcomes
from rules.evaluate import RANGES, Trace, evaluate
from rules.facts import Value
from rules.load import Pack
from rules.outcome import outcome
from rules.questions import programme_facts
from rules.result import Amount, ProgrammeResult
from tests.rules.drawing import Drawing

LIBRARY = load_library()
DAYS = {
    "fushan-2017-23": (date(2021, 6, 30), date(2020, 2, 29)),
    "weihai-2020-12": (date(2021, 6, 30), date(2022, 12, 13), date(2025, 3, 1)),
}
PACKS = pytest.mark.parametrize("pack", LIBRARY.packs.values(), ids=lambda pack: pack.id)
BOTH = pytest.mark.parametrize(
    ("pack", "day"),
    [(LIBRARY.packs[name], day) for name, days in DAYS.items() for day in days],
    ids=[f"{name}-{day}" for name, days in DAYS.items() for day in days],
)
DRAWS = 20_000


def unsound(claimed: Trace, told: Trace, programme: str) -> str:
    """What `claimed` says that does not hold of the whole person; empty when nothing is wrong."""
    code, tier, possible = outcome(claimed, programme)
    true_code, true_tier, true_possible = outcome(told, programme)
    low, high = RANGES[code]
    if not low <= RANGES[true_code][0] <= high:
        return f"status {low}-{high}, truly {RANGES[true_code][0]}"
    if tier is not None and tier != true_tier:
        return f"tier {tier}, truly {true_tier}"
    if not set(true_possible) <= set(possible):
        return f"possible {possible}, truly {true_possible}"
    if (code, tier) != (true_code, true_tier) and not programme_facts(claimed, programme):
        return f"nothing left to ask, {tier} {low}-{high}, truly {true_tier} {RANGES[true_code]}"
    return ""


@PACKS
def test_nothing_settled_changes_when_more_is_known(pack: Pack) -> None:
    wrong: Counter[str] = Counter()
    for day in DAYS[pack.id]:
        drawing = Drawing(pack, day, seed=1)
        for known, true in drawing.people(DRAWS // len(DAYS[pack.id])):
            claimed = evaluate(pack.rules, drawing.vaguely(known), day)
            told = evaluate(pack.rules, true, day)
            for programme in pack.programmes:
                found = unsound(claimed, told, programme)
                if found:
                    wrong[f"{programme}: {found}"] += 1
    assert not wrong, dict(wrong.most_common(5))


def settled_wrongly(found: set[Any], claimed: tuple[int, str | None, tuple[str, ...]]) -> str:
    """How `claimed` differs from `found`, all the outcomes that are open; empty when exactly right."""
    code, tier, possible = claimed
    levels = sorted({RANGES[one[0]][0] for one in found})
    tiers = {one[1] for one in found}
    low, high = RANGES[code]
    if (low, high) != (levels[0], levels[-1]):
        return f"range {low}-{high}, exactly {levels}"
    if low == high and tier != (next(iter(tiers)) if len(tiers) == 1 else None):
        return f"tier {tier}, exactly {sorted(map(str, tiers))}"
    open_tiers = {tier for one in found for tier in one[2]}
    return "" if set(possible) == open_tiers else f"possible {possible}, exactly {open_tiers}"


@BOTH
def test_what_every_completion_agrees_on_is_settled(pack: Pack, day: date) -> None:
    """Exactly: all outcomes that are still open, against the range, the tier and the tiers claimed."""
    drawing = Drawing(pack, day, seed=2)
    diagrams = Diagrams(drawing.values, day)
    whole = {name: outcomes(diagrams, pack.rules, name)[0] for name in pack.programmes}
    definite, wrong = 0, Counter[str]()
    for known, _ in drawing.people(1000):
        trace = evaluate(pack.rules, known, day)
        for name, diagram in whole.items():
            found = diagrams.open_to(diagram, known)
            definite += len(found) == 1
            fault = settled_wrongly(found, outcome(trace, name))
            if fault:
                wrong[f"{name}: {fault}"] += 1
    assert definite > 100
    assert not wrong, dict(wrong.most_common(8))


@BOTH
def test_only_what_can_change_something_is_missing(pack: Pack, day: date) -> None:
    """When every completion comes to the same in status, tier and possible tiers, nothing is asked."""
    drawing = Drawing(pack, day, seed=3)
    diagrams = Diagrams(drawing.values, day)
    whole = {name: outcomes(diagrams, pack.rules, name)[0] for name in pack.programmes}
    needless: Counter[str] = Counter()
    for known, _ in drawing.people(1000):
        trace = evaluate(pack.rules, known, day)
        for name, diagram in whole.items():
            missing = programme_facts(trace, name)
            if missing and len(diagrams.open_to(diagram, known)) == 1:
                needless[f"{name} asks {sorted(missing)}"] += 1
    assert not needless, dict(needless.most_common(5))


def raw(value: Value) -> object:
    """A Value as a person gives it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    return value[0]


def sums_fit(partial: Amount, whole: Amount) -> bool:
    """Whether the sum of `whole` lies within what `partial` left open."""
    low, high = (
        partial.low or 0,
        float("inf") if partial.high is None else partial.high,
    )
    return whole.low is None or (low <= whole.low and (whole.high is None or whole.high <= high))


def compare_screenings(partial: ProgrammeResult, whole: ProgrammeResult) -> None:
    assert partial.status.low <= whole.status.low <= whole.status.high <= partial.status.high
    assert whole.missing == ()
    amounts = {one.id: one for one in partial.amounts}
    for amount in whole.amounts:
        assert amount.id in amounts, f"{amount.id} was excluded"
        before = amounts[amount.id]
        assert before.status.low <= amount.status.low <= amount.status.high <= before.status.high
        assert sums_fit(before, amount), f"{amount.id}: {before.low}-{before.high}, {amount.low}"


@PACKS
def test_a_whole_screening_narrows_and_never_jumps(pack: Pack) -> None:
    """Status, benefits and sums of full screenings, with what sums depend on drawn too."""
    day = DAYS[pack.id][0]
    scope = [f"{pack.id}/{name}" for name in pack.programmes]
    sums = sorted({fact for benefit in pack.benefits for fact in needs(benefit)})
    for place, (known, true) in enumerate(Drawing(pack, day, seed=4).people(100)):
        amounts: dict[str, float] = {
            fact: (0, 1, 3, 99, 101, 700)[(place + n) % 6] for n, fact in enumerate(sums)
        }
        amounts = {
            fact: max(number, LIBRARY.dictionary.facts[fact].min or 0)
            for fact, number in amounts.items()
            if number <= (LIBRARY.dictionary.facts[fact].max or number)
        }
        everything = {**amounts, **{fact: raw(value) for fact, value in true.items()}}
        some = {fact: raw(value) for fact, value in known.items()}
        partial, whole = screen(some, day, scope), screen(everything, day, scope)
        for one in whole.programmes:
            compare_screenings(partial.programme(f"{pack.id}/{one.id}"), one)
