"""What a programme gives, in words: each figure stands in the words cited, or is computed from them in sight."""

from __future__ import annotations

from collections.abc import Iterator

from actions.answer import AmountLine, Payment
from actions.citing import cited
from actions.standing import Standing
from rules.benefits import AmountRule, Each, Percent, Schedule, Yearly
from rules.conditions import Quoted
from rules.evaluate import RANGES
from rules.result import Amount, AmountReading


def amount_lines(one: Standing) -> Iterator[AmountLine]:
    """The benefits of the tier that is reached; of none while no tier is certain, as each tier has its own sums."""
    result = one.result
    if result.tiers and one.floor is None:
        return
    for amount in result.amounts:
        if not amount.tiers or (one.floor and one.floor.id in amount.tiers):
            yield _line(one, amount)


def _line(one: Standing, amount: Amount) -> AmountLine:
    benefit = next(each for each in one.pack.benefits if each.id == amount.id)
    schedule = one.pack.schedules[benefit.schedule] if benefit.schedule else None
    condition = _condition(one, amount)
    quotes = [amount.quote]
    quotes += [condition] if condition else []
    quotes += [schedule.quote] if schedule else []
    quotes += [amount.split.quote] if amount.split else []
    quotes += [note.quote for note in amount.notes]
    of_tier = f"按“{one.floor.label}”" if one.floor and one.higher and amount.tiers else ""
    parts = [f"{of_tier}{_sum(amount, benefit.amount)}（{amount.quote.clause}）"]
    if condition:
        parts.append(f"前提是“{condition.text}”（{amount.status.label}）")
    parts += _payments(amount, schedule) if schedule else []
    if amount.split:
        parts += [
            f"{share.who} {share.computation or f'{share.amount:g} 万元'}"
            for share in amount.split.shares
        ]
    parts += [f"另一种读法：{reading.label}{_computed(reading)}" for reading in amount.readings]
    parts += [note.text for note in amount.notes]
    return AmountLine(
        label=amount.label,
        low=amount.low,
        high=amount.high,
        parts=tuple(parts),
        payments=tuple(
            Payment(period=one.period, low=one.low, high=one.high) for one in amount.payments
        ),
        cited=tuple(cited(one.pack, quote) for quote in quotes),
    )


def _computed(reading: AmountReading) -> str:
    return f"，{reading.computation}" if reading.computation else ""


def _sum(amount: Amount, rule: AmountRule) -> str:
    """The sum, or while what it depends on is not known, how it is made up."""
    low, high = amount.low, amount.high
    if amount.computation:
        return amount.computation
    if isinstance(rule, Yearly):
        most = rule.value * rule.years_max
        return f"每年 {rule.value:g} 万元，最多 {rule.value:g} × {rule.years_max} = {most:g} 万元"
    if isinstance(rule, Percent) and rule.years > 1 and rule.cap_per == "year":
        most = rule.cap * rule.years
        return f"每年最高 {rule.cap:g} 万元，{rule.cap:g} × {rule.years} = {most:g} 万元"
    if isinstance(rule, Each):
        return f"每项 {rule.value:g} 万元，按数量计"
    if low is None:
        return "按原文享受"
    if high is None:
        return f"不低于 {low:g} 万元"
    if low == high:
        return f"{low:g} 万元"
    return f"最高 {high:g} 万元"


def _condition(one: Standing, amount: Amount) -> Quoted | None:
    """The words of the benefit's own further condition."""
    root = one.trace.rules.benefit.get(amount.id)
    if root is None or RANGES[one.trace.codes[root]][0] == 2:
        return None
    return one.trace.rules.nodes[root].quote


def _payments(amount: Amount, schedule: Schedule) -> list[str]:
    """When a sum is paid: 30 × 20% = 6 万元 a year, 30 ÷ 6 = 5 years."""
    if amount.low != amount.high or not amount.low:
        return []
    total = amount.low
    part = round(total * schedule.percent / 100, 6)
    product = f"{total:g} × {schedule.percent:g}% = {part:g} 万元"
    if schedule.kind == "equal":
        years = f"{total:g} ÷ {part:g} = {total / part:g} 年拨完"
        return [f"每年拨付 {product}，{years}（{schedule.quote.clause}）"]
    return [f"先支出后补助，首年和次年各不超过 {product}（{schedule.quote.clause}）"]
