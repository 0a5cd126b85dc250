"""Where a programme's result and what a case expects of it part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from rules.expected import Expected, ExpectedAmount
from rules.result import Amount, ProgrammeResult


class Mismatch(NamedTuple):
    """In what, what was expected, what came."""

    what: str
    expected: str
    got: str


def mismatches(expected: Expected, result: ProgrammeResult) -> Iterator[Mismatch]:
    """Every point in which `result` is not as `expected`."""
    tier = None if result.tier is None else result.tier.id
    failed = {one.address: one.gap for one in result.failed}
    points: list[tuple[str, Any, Any]] = [
        ("结论", expected.status, result.status.label),
        ("层次", expected.tier, tier or "none"),
        ("可能的层次", expected.tiers_possible, result.tiers_possible),
        ("还缺的信息", _sorted(expected.missing), _sorted(result.missing)),
    ]
    for what, wanted, got in points:
        if wanted is not None and wanted != got:
            yield _mismatch(result, what, wanted, got)
    if expected.amounts is not None:
        yield from _amounts(expected.amounts, result)
    if expected.failed is not None:
        yield from _listed(result, "未满足的条件", expected.failed, failed)
        for end, gap in expected.failed.items():
            for address in failed:
                if _ends(address, end) and failed[address] != gap:
                    yield _mismatch(result, f"{end} 的差距", gap, failed[address])
    if expected.panel is not None:
        points_left = [one.address for one in result.panel]
        yield from _listed(result, "评审认定的事项", expected.panel, points_left)
    if expected.higher is not None:
        higher = [one.address for one in result.reasons if one.higher]
        yield from _listed(result, "举轻以明重的依据", expected.higher, higher)
    for end in expected.reasons:
        if not any(_ends(one.address, end) for one in result.reasons):
            got = [one.address for one in result.reasons]
            yield _mismatch(result, "依据", f"有 {end}", got)
    if expected.near_misses is not None:
        texts = [one.text for one in result.near_misses]
        if not _paired(expected.near_misses, texts, lambda words, text: words in text):
            yield _mismatch(result, "可以怎样改变", expected.near_misses, texts)
    if expected.readings is not None:
        labels = {one.label: one.id for one in result.tiers}
        got = [
            (one.address, one.status.label, None if one.tier is None else labels[one.tier])
            for one in result.readings
        ]
        wanted = [(one.at, one.status, one.tier) for one in expected.readings]
        if not _paired(wanted, got, lambda a, b: _ends(b[0], a[0]) and a[1:] == b[1:]):
            yield _mismatch(result, "另一读法", wanted, got)


def uncited(clauses: Iterable[str], results: Iterable[ProgrammeResult]) -> Iterator[Mismatch]:
    """The `clauses` that none of `results` quotes for what it says."""
    quoted: set[str] = set()
    for result in results:
        for part in (result.reasons, result.failed, result.panel, result.amounts, result.readings):
            quoted.update(one.quote.clause for one in part)
        quoted.update(
            one.payment_quote.clause for one in result.amounts if one.payment_quote is not None
        )
        if result.tier is not None:
            quoted.add(result.tier.quote.clause)
    for clause in clauses:
        if clause not in quoted:
            yield Mismatch("引用的条款", f"有{clause}", "、".join(sorted(quoted)))


def _amounts(wanted: dict[str, Any], result: ProgrammeResult) -> Iterator[Mismatch]:
    amounts = {one.id: one for one in result.amounts}
    if sorted(wanted) != sorted(amounts):
        yield _mismatch(result, "待遇", sorted(wanted), sorted(amounts))
    for name in wanted.keys() & amounts.keys():
        expected, amount = wanted[name], amounts[name]
        detailed = hasattr(expected, "sum")
        total = expected.sum if detailed else expected
        if _span(total) != (amount.low, amount.high):
            yield _mismatch(result, f"{name} 的金额", _span(total), (amount.low, amount.high))
        if detailed:
            yield from _details(expected, amount, result)


def _details(
    expected: ExpectedAmount, amount: Amount, result: ProgrammeResult
) -> Iterator[Mismatch]:
    payments = {one.period: (one.low, one.high) for one in amount.payments}
    shares = {} if amount.split is None else {one.who: one.amount for one in amount.split.shares}
    readings = tuple((one.low, one.high) for one in amount.readings)
    for what, wanted, got in (
        ("条件", expected.status, amount.status.label),
        ("算式", expected.computation, amount.computation),
        ("拨付", _spans(expected.payments), payments),
        ("分配", expected.shares, shares),
        ("另一读法", expected.readings and tuple(map(_span, expected.readings)), readings),
        ("还缺的信息", expected.missing, amount.missing),
    ):
        if wanted is not None and wanted != got:
            yield _mismatch(result, f"{amount.id} 的{what}", wanted, got)


def _span(total: Any) -> Any:
    return total if isinstance(total, tuple) else (total, total)


def _spans(payments: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if payments is None else {name: _span(one) for name, one in payments.items()}


def _sorted(names: Iterable[str] | None) -> list[str] | None:
    return None if names is None else sorted(names)


def _ends(address: str, end: str) -> bool:
    return f"/{address}".endswith(f"/{end}")


def _listed(
    result: ProgrammeResult, what: str, ends: Iterable[str], addresses: Iterable[str]
) -> Iterator[Mismatch]:
    ends, addresses = tuple(ends), tuple(addresses)
    if not _paired(ends, addresses, lambda end, address: _ends(address, end)):
        yield _mismatch(result, what, ends, addresses)


def _paired(wanted: Sequence[Any], got: Sequence[Any], fits: Any) -> bool:
    """Whether each of `wanted` fits one of `got` of its own, and none of `got` is left."""
    if len(wanted) != len(got):
        return False
    if not wanted:
        return True
    return any(
        fits(wanted[0], one) and _paired(wanted[1:], [*got[:place], *got[place + 1 :]], fits)
        for place, one in enumerate(got)
    )


def _mismatch(result: ProgrammeResult, what: str, expected: Any, got: Any) -> Mismatch:
    return Mismatch(f"{result.id} {what}", str(expected), str(got))
