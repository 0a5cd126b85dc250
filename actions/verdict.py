"""A screening in words: the verdict in one sentence, what carries it, what it gives, what is open, who decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.amounts import amount_lines
from actions.answer import DISCLAIMER, Answer, Cited, Gap, Point, Verdict
from actions.citing import cited, validity_of
from actions.standing import Standing, standings
from rules import Library, Screening
from rules.conditions import Quoted
from rules.result import Failure

MOST_TOLD = 2  # programmes told in full; the others are named
MOST_MISSING = 4
NO = "否"  # as a yes-or-no fact shows it


def verdict(screening: Screening, library: Library) -> Answer:
    """The answer that tells `screening`, without a question."""
    ranked = standings(screening, library)
    told = _told(ranked)
    return Answer(
        headline="".join(f"{sentence(one)}。" for one in told),
        verdicts=tuple(
            _typed(one, one in told, library)
            for one in (*told, *(each for each in ranked if each not in told))
        ),
        notes=tuple(Point(kind="note", text=note.text) for note in screening.notes),
        clauses=tuple(quote for one in told for quote in _clauses(one)),
        **validity_of({one.pack.id: one.pack for one in told}.values(), screening.as_of),
        disclaimer=DISCLAIMER,
    )


def _told(ranked: Sequence[Standing]) -> list[Standing]:
    """The programmes told in full: all that are reached, up to a limit, else the most likely one.

    One that was missed by little is told instead of that where the facts told bear more on it, and beside it where they
    bear as much: a founder with too small a share is told so first.
    """
    reached = [one for one in ranked if one.result.status.low > 0]
    if reached:
        return reached[:MOST_TOLD]
    likely = ranked[0]
    missed = [one for one in ranked[1:] if one.result.near_misses and one.touched >= likely.touched]
    closest = max(missed, key=lambda one: one.touched, default=None)
    if closest is None:
        return [likely]
    return [closest] if closest.touched > likely.touched else [closest, likely]


def sentence(one: Standing) -> str:
    """The verdict on one programme, without a full stop."""
    result, label = one.result, one.result.label
    if result.status.high == 0:
        return f"不满足“{label}”的条件：{'；'.join(_failure(failure) for failure in result.failed)}"
    if result.status.settled and not one.is_open:
        tier = result.tier.label if result.tier else label
        if result.status.low == 2:
            return f"按您说的情况，满足“{tier}”的条件"
        return f"按您说的情况，“{tier}”为待评审，由评审认定"
    where = f"{one.pack.about.city}“{label}”"
    if one.floor is None:
        best = f"，最高可能到“{one.ceiling.label}”" if one.ceiling else ""
        return f"{where}：待补充{best}"
    least = f"{'至少' if one.higher else ''}够到“{one.floor.label}”"
    best = f"，最高可能到“{one.higher.label}”" if one.higher else ""
    if result.status.settled:
        stands = "满足条件" if result.status.low == 2 else "待评审，由评审认定"
        return f"按您说的情况，{where}{stands}，层次{least}{best}"
    rest = "；其他条件还没问全，结论待补充" if one.missing_for_entry else "；结论待补充"
    return f"按您说的情况，{where}在层次上目前{least}{best}{rest}"


def _failure(failure: Failure) -> str:
    if failure.fact is None:
        return f"{failure.quote.clause}列出的情形都不符合"
    if failure.has is None:
        return f"{failure.label}，到查询当日谁都已不满足"
    if failure.has == NO:
        return f"{failure.label}，您的情况不是"
    gap = f"，{failure.gap}" if failure.gap else ""
    return f"{failure.label}，您是“{failure.has}”{gap}"


def _typed(one: Standing, told: bool, library: Library) -> Verdict:
    result = one.result
    full = (
        {
            "failed": tuple(_gap(one, failure) for failure in result.failed),
            "amounts": tuple(amount_lines(one)),
            "points": tuple(_points(one)),
            "missing": tuple(_missing(one, library)),
        }
        if told
        else {}
    )
    return Verdict(
        pack=one.pack.id,
        programme=result.id,
        label=result.label,
        status=result.status.label,
        at_least=one.floor.label if one.floor else None,
        at_most=one.ceiling.label if one.ceiling else None,
        sentence=sentence(one),
        told=told,
        **full,
    )


def _gap(one: Standing, failure: Failure) -> Gap:
    return Gap(
        label=failure.label,
        has=failure.has,
        gap=failure.gap,
        cited=cited(one.pack, failure.quote),
    )


def _points(one: Standing) -> Iterator[Point]:
    result = one.result
    yield from (Point(kind="near_miss", text=miss.text) for miss in result.near_misses)
    yield from (Point(kind="shortfall", text=_failure(short)) for short in one.shortfalls)
    if result.panel:
        yield Point(kind="panel", text="；".join(point.label for point in result.panel))
    for reading in result.readings:
        tier = f"（{reading.tier}）" if reading.tier else ""
        text = f"{reading.other}，则为{reading.status.label}{tier}；本预审按“{reading.used}”"
        yield Point(kind="reading", text=text)
    if result.status.high > 0:
        yield from (Point(kind="note", text=note.text) for note in result.notes)
    yield Point(kind="decided_by", text=result.decided_by.text)


def _clauses(one: Standing) -> Iterator[Cited]:
    """The words that carry the verdict: of a refusal what failed, else what is met, and then what is told besides."""
    result = one.result
    quotes: list[Quoted] = [failure.quote for failure in result.failed]
    if result.status.high > 0:
        quotes += [reason.quote for reason in result.reasons] or [result.quote]
        quotes += [point.quote for point in result.panel]
        quotes += [note.quote for note in result.notes]
    quotes += [short.quote for short in one.shortfalls]
    quotes += [reading.quote for reading in result.readings]
    if result.near_misses:
        quotes.append(one.pack.about.no_cheating)
    quotes.append(result.decided_by.quote)
    yield from (cited(one.pack, quote) for quote in quotes)
    yield from (quote for line in amount_lines(one) for quote in line.cited)


def _missing(one: Standing, library: Library) -> list[str]:
    """What is still to be known, first what the programme itself depends on."""
    entry = one.missing_for_entry
    later = tuple(fact for fact in one.result.missing if fact not in entry)
    labels = [library.dictionary.facts[fact].label for fact in (*entry, *later)]
    return [*labels[:MOST_MISSING], "……"] if len(labels) > MOST_MISSING else labels
