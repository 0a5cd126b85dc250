"""What a programme gives, in words: each figure stands in the words cited, or is computed from them in sight."""

from __future__ import annotations

from collections.abc import Iterator

from actions.answer import AmountLine
from actions.citing import cited
from actions.standing import Standing
from rules.evaluate import RANGES
from rules.model import Quoted, Schedule
from rules.result import Amount


def amount_lines(one: Standing) -> Iterator[AmountLine]:
    """The benefits of the tier that is reached; of none while no tier is certain, as each tier has its own sums."""
    result = one.result
    if result.tiers and one.floor is None:
        return
    for amount in result.amounts:
        if not amount.tiers or (one.floor and one.floor.id in amount.tiers):
            yield _line(one, amount)


def _line(one: Standing, amount: Amount) -> AmountLine:
    condition = _condition(one, amount)
    quotes = [amount.quote, *filter(None, (condition, amount.payment_quote))]
    quotes += [amount.split.quote] if amount.split else []
    quotes += [note.quote for note in amount.notes]
    parts = [f"{_sum(amount)}（{amount.quote.clause}）"]
    if condition:
        parts.append(f"前提是“{condition.text}”（{amount.status.label}）")
    parts += _schedule(one, amount)
    if amount.split:
        parts += [
            f"{share.who} {share.computation or f'{share.amount:g} 万元'}"
            for share in amount.split.shares
        ]
    parts += [
        f"另一种读法：{reading.label}{_reading(reading.computation)}" for reading in amount.readings
    ]
    parts += [note.text for note in amount.notes]
    return AmountLine(
        label=amount.label,
        low=amount.low,
        high=amount.high,
        text=f"· {amount.label}：{'；'.join(parts)}。",
        cited=tuple(cited(one.pack, quote) for quote in quotes),
    )


def _reading(computation: str) -> str:
    return f"，{computation}" if computation else ""


def _sum(amount: Amount) -> str:
    if amount.computation:
        return amount.computation
    low, high = amount.low, amount.high
    if low is None:
        return "按原文享受"
    if high is None:
        return f"不低于 {low:g} 万元"
    if low == high:
        return f"{low:g} 万元"
    return f"最高 {high:g} 万元" if low == 0 else f"{low:g}—{high:g} 万元"


def _condition(one: Standing, amount: Amount) -> Quoted | None:
    """The words of the benefit's own further condition."""
    root = one.trace.rules.benefit.get(amount.id)
    if root is None or RANGES[one.trace.codes[root]][0] == 2:
        return None
    return one.trace.rules.nodes[root].quote


def _schedule(one: Standing, amount: Amount) -> list[str]:
    """30 × 20% = 6 万元 a year, 30 ÷ 6 = 5 years."""
    schedule = _schedule_of(one, amount)
    if schedule is None or amount.low != amount.high or not amount.low:
        return []
    total = amount.low
    part = round(total * schedule.percent / 100, 6)
    product = f"{total:g} × {schedule.percent:g}% = {part:g} 万元"
    if schedule.kind == "equal":
        return [
            f"每年拨付 {product}，{total:g} ÷ {part:g} = {total / part:g} 年拨完（{schedule.quote.clause}）"
        ]
    return [f"先支出后补助，首年和次年各不超过 {product}（{schedule.quote.clause}）"]


def _schedule_of(one: Standing, amount: Amount) -> Schedule | None:
    benefit = next(each for each in one.pack.benefits if each.id == amount.id)
    return one.pack.schedules[benefit.schedule] if benefit.schedule else None
