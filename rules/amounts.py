"""What a benefit comes to: sums in 万元 with the computation shown, payments by year, shares of a team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.benefits import (
    AmountRule,
    Benefit,
    Bound,
    Each,
    Fixed,
    InKind,
    Matching,
    Percent,
    Schedule,
    Yearly,
)
from rules.evaluate import Trace
from rules.facts import Value
from rules.load import Pack
from rules.outcome import status_of
from rules.result import Amount, AmountReading, Payment, Share, Split, Status


@dataclass(frozen=True)
class Sum:
    """From `low` to `high` 万元 (None: no sum, or no bound), how it came about, by year if it is yearly."""

    low: float | None
    high: float | None
    computation: str = ""
    payments: tuple[Payment, ...] = ()


def amounts(
    pack: Pack, trace: Trace, programme: str, tiers_possible: tuple[str, ...]
) -> tuple[Amount, ...]:
    """The benefits of `programme` that can still be had in `tiers_possible`."""
    found = []
    for benefit in pack.benefits:
        if benefit.programme != programme:
            continue
        tiers = tuple(tier for tier in benefit.tiers if tier in tiers_possible)
        if benefit.tiers and not tiers:
            continue
        root = pack.rules.benefit.get(benefit.id)
        low, high = (2, 2) if root is None else trace.range(root)
        if high > 0:
            asked = () if root is None or low == high else _asked(trace, root)
            found.append(_amount(pack, trace.facts, benefit, tiers, status_of(low, high), asked))
    return tuple(found)


def _amount(
    pack: Pack,
    facts: Mapping[str, Value],
    benefit: Benefit,
    tiers: tuple[str, ...],
    status: Status,
    asked: tuple[str, ...],
) -> Amount:
    """`asked`: the facts on which the benefit's own condition hangs."""
    total = compute(benefit.amount, facts)
    settled = total.low == total.high and benefit.split is None
    needed = asked if settled else (*asked, *needs(benefit))
    schedule = pack.schedules[benefit.schedule] if benefit.schedule else None
    payments = _payments(total, schedule) if schedule else total.payments
    others = [(one.label, compute(one.amount, facts)) for one in benefit.readings]
    return Amount(
        id=benefit.id,
        label=benefit.label,
        tiers=tiers,
        status=status,
        low=total.low,
        high=total.high,
        computation=total.computation,
        payments=payments,
        payment_quote=schedule.quote if schedule else None,
        split=_split(benefit, facts),
        readings=tuple(
            AmountReading(label=label, low=one.low, high=one.high, computation=one.computation)
            for label, one in others
        ),
        notes=benefit.notes,
        missing=tuple(dict.fromkeys(fact for fact in needed if fact not in facts)),
        quote=benefit.quote,
    )


def _asked(trace: Trace, root: int) -> tuple[str, ...]:
    """The facts that the leaves below `root` compare."""
    nodes = (trace.rules.nodes[place] for place in sorted(trace.rules.below(root)))
    return tuple(node.comparison.fact.id for node in nodes if node.comparison)


def needs(benefit: Benefit) -> tuple[str, ...]:
    """The facts that a benefit's sum depends on."""
    rule = benefit.amount
    says = dict(rule)
    names: list[str | None] = [says.get("fact"), says.get("count"), says.get("times")]
    names.append(rule.years if isinstance(rule, Yearly) else None)
    names.append(benefit.split.members if benefit.split else None)
    return tuple(name for name in names if name)


def compute(rule: AmountRule, facts: Mapping[str, Value]) -> Sum:
    """The sum that `rule` gives for what is known."""
    if isinstance(rule, Fixed):
        return Sum(rule.value, rule.value)
    if isinstance(rule, InKind):
        return Sum(None, None)
    if isinstance(rule, Bound):
        return Sum(rule.value, None) if rule.kind == "at_least" else Sum(0, rule.value)
    if isinstance(rule, Yearly):
        return _yearly(rule, facts)
    if isinstance(rule, Matching):
        low, high = _known(facts, rule.fact)
        words = _exactly(low, high, lambda x: _capped(f"{x:g} × 1", x, rule.cap))
        return Sum(min(low, rule.cap), min(high, rule.cap), words)
    if isinstance(rule, Percent):
        return _percent(rule, facts)
    return _each(rule, facts)


def _known(facts: Mapping[str, Value], name: str) -> tuple[float, float]:
    value = facts.get(name)
    if not isinstance(value, tuple):
        return (0.0, float("inf"))
    return (float(value[0]), float(value[1]))  # type: ignore[arg-type]


def _exactly(low: float, high: float, words: object) -> str:
    return words(low) if low == high and callable(words) else ""


def _capped(product: str, value: float, cap: float) -> str:
    value = round(value, 6)
    if value > cap:
        return f"{product} = {value:g} 万元，超过上限，按 {cap:g} 万元"
    return f"{product} = {value:g} 万元"


def _bounded(value: float) -> float | None:
    return None if value == float("inf") else round(value, 6)


def _yearly(rule: Yearly, facts: Mapping[str, Value]) -> Sum:
    low, high = (min(years, rule.years_max) for years in _known(facts, rule.years))
    words = _exactly(
        low, high, lambda years: f"{rule.value:g} × {years:g} = {rule.value * years:g} 万元"
    )
    exact = low == high and low == int(low)
    return Sum(
        round(rule.value * low, 6),
        round(rule.value * high, 6),
        words,
        tuple(
            Payment(period=f"第 {year} 年", low=rule.value, high=rule.value)
            for year in range(1, int(low) + 1 if exact else 1)
        ),
    )


def _percent(rule: Percent, facts: Mapping[str, Value]) -> Sum:
    def total(base: float) -> float:
        one = base * rule.percent / 100
        return (
            min(one, rule.cap) * rule.years
            if rule.cap_per == "year"
            else min(one * rule.years, rule.cap)
        )

    def words(base: float) -> str:
        one = round(base * rule.percent / 100, 6)
        first = f"{base:g} × {rule.percent:g}% = {one:g} 万元"
        if rule.years == 1:
            return first if one <= rule.cap else f"{first}，超过上限，按 {rule.cap:g} 万元"
        if rule.cap_per == "year":
            capped = min(one, rule.cap)
            note = "" if one <= rule.cap else f"，超过每年上限，按 {rule.cap:g} 万元"
            return f"{first}{note}；{capped:g} × {rule.years} = {capped * rule.years:g} 万元"
        return f"{first}；{_capped(f'{one:g} × {rule.years}', one * rule.years, rule.cap)}"

    low, high = _known(facts, rule.fact)
    return Sum(round(total(low), 6), round(total(high), 6), _exactly(low, high, words))


def _each(rule: Each, facts: Mapping[str, Value]) -> Sum:
    low, high = _known(facts, rule.count)
    if rule.times is None:
        words = _exactly(low, high, lambda n: f"{rule.value:g} × {n:g} = {rule.value * n:g} 万元")
        return Sum(_bounded(rule.value * low), _bounded(rule.value * high), words)
    most = rule.times_max or float("inf")
    known = _known(facts, rule.times) if rule.times in facts else (1.0, float("inf"))
    least, top = (min(times, most) for times in known)
    text = ""
    if low == high and least == top:
        text = f"{rule.value:g} × {low:g} × {least:g} = {rule.value * low * least:g} 万元"
    highest = rule.value * high * top if high else 0.0
    return Sum(_bounded(rule.value * low * least), _bounded(highest), text)


def _payments(total: Sum, schedule: Schedule) -> tuple[Payment, ...]:
    """The years of a sum. equal: a like part each year; at_most: a ceiling for the first years, then the rest."""
    if total.low is None or total.high is None:
        return ()
    part = schedule.percent / 100
    if schedule.kind == "equal":
        years = round(100 / schedule.percent)
        return tuple(
            Payment(
                period=f"第 {year} 年",
                low=round(total.low * part, 6),
                high=round(total.high * part, 6),
            )
            for year in range(1, years + 1)
        )
    years = schedule.years or 1
    rest = 1 - part * years
    first = tuple(
        Payment(period=f"第 {year} 年（最多）", low=0, high=round(total.high * part, 6))
        for year in range(1, years + 1)
    )
    later = Payment(period="以后（至少）", low=round(total.low * rest, 6), high=total.high)
    return (*first, later)


def _split(benefit: Benefit, facts: Mapping[str, Value]) -> Split | None:
    if benefit.split is None or not isinstance(benefit.amount, Fixed):
        return None
    total, core = benefit.amount.value, benefit.split.core
    shares = [Share(who="核心人才", amount=core, computation="")]
    low, high = _known(facts, benefit.split.members)
    if low == high and low >= 1:
        each = round((total - core) / low, 4)
        sign = "=" if each * low == total - core else "≈"
        text = f"({total:g} - {core:g}) ÷ {low:g} {sign} {each:g} 万元"
        shares.append(Share(who="每名成员", amount=each, computation=text))
    return Split(shares=tuple(shares), quote=benefit.split.quote)
