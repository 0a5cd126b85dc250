"""Facts in, Screening out: which programmes, which tiers, how much, what is missing and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rules.amounts import amounts, status_of
from rules.errors import FactError
from rules.evaluate import RANGES, Trace, both, either, evaluate
from rules.explain import failures, near_misses, panel_points, reasons
from rules.facts import Question
from rules.load import Library, Pack, load_library
from rules.model import Note, Programme
from rules.questions import best_question, programme_facts
from rules.result import (
    Amount,
    NextQuestion,
    ProgrammeResult,
    ReadingDifference,
    Screening,
    TierResult,
    Validity,
)


def screen(
    facts: Mapping[str, Any],
    as_of: date | None = None,
    scope: Iterable[str] = (),
    declined: Iterable[str] = (),
    library: Library | None = None,
) -> Screening:
    """The Screening of raw `facts` (fact id → raw value) on the day `as_of` (today by default).

    scope: pack ids or pack/programme addresses; empty means every pack, without the programmes that
    are screened on request only. declined: facts the person cannot tell; they are not asked again.
    Raises FactError for an unknown fact, a value that cannot be read, or an unknown scope.
    """
    library = library or load_library()
    day = as_of or date.today()
    known = library.dictionary.read(facts, day)
    chosen = _in_scope(library, tuple(scope))
    untold = frozenset(declined)
    for name in untold:
        if name not in library.dictionary.facts:
            raise library.dictionary.unknown_fact(name)
    traces = {pack.id: evaluate(pack.rules, known, day) for pack, _ in chosen}
    results = tuple(
        _programme(pack, programme, traces[pack.id], day)
        for pack, programmes in chosen
        for programme in programmes
    )
    missing = tuple(dict.fromkeys(fact for one in results for fact in one.missing))
    return Screening(
        as_of=day,
        validity=tuple(validity(pack, day) for pack, _ in chosen),
        programmes=results,
        missing=missing,
        declined=tuple(fact for fact in missing if fact in untold),
        next_question=_next_question(library, traces, results, untold, day),
        notes=tuple(_overlap(pack, results) for pack, _ in chosen if _several(pack, results)),
        trace=traces,
    )


Chosen = list[tuple[Pack, tuple[Programme, ...]]]


def _in_scope(library: Library, scope: tuple[str, ...]) -> Chosen:
    if not scope:
        scope = tuple(library.packs)
    chosen: dict[str, dict[str, Programme]] = {}
    for address in scope:
        name, _, programme = address.partition("/")
        pack = library.packs.get(name)
        if pack is None or (programme and programme not in pack.programmes):
            options = ", ".join(library.packs if pack is None else pack.programmes)
            raise FactError("scope", f"没有 {address}", f"可填：{options}")
        wanted = (
            [pack.programmes[programme]]
            if programme
            else [one for one in pack.programmes.values() if not one.on_request]
        )
        chosen.setdefault(name, {}).update({one.id: one for one in wanted})
    return [(library.packs[name], tuple(named.values())) for name, named in chosen.items()]


def validity(pack: Pack, as_of: date) -> Validity:
    """Whether the document of `pack` applies on `as_of`, and what to say about it."""
    about = pack.about
    start, end = about.effective.from_, about.effective.to
    title = f"《{about.title}》（{about.number}）"
    if as_of > end:
        other = "".join(f"；{note.text}" for note in about.effective.end_readings)
        notice = f"{title}按文面已于 {end} 到期{other}。{about.after_expiry.text}。以下按原文解答，供查考。"
    elif as_of < start:
        notice = f"{title}自 {start} 起实施，查询日期 {as_of} 尚未实施。"
    else:
        notice = f"{title}有效期 {start} 至 {end}，查询日期 {as_of} 在有效期内。"
    return Validity(
        pack=pack.id,
        title=about.title,
        number=about.number,
        city=about.city,
        effective_from=start,
        effective_to=end,
        expired=as_of > end,
        notice=notice,
        quote=about.effective.quote,
    )


def outcome(trace: Trace, programme: str) -> tuple[int, str | None, tuple[str, ...]]:
    """The code of a programme, its tier if settled, and the tiers still possible (high to low).

    A tier is no longer possible when one above it will in any case be met at least as far. The tier
    is settled when the highest one possible can be no other.
    """
    common = trace.codes[trace.rules.common[programme]]
    tiers = trace.rules.tiers[programme]
    if not tiers:
        return common, None, ()
    best, settled = 0, None
    possible: list[str] = []
    certain = True
    for position, (tier, root) in enumerate(tiers):
        one = both(common, trace.codes[root])
        best = either(best, one)
        low, high = RANGES[one]
        if high == 0:
            continue
        possible.append(tier.id)
        certain = certain and low == high
        if certain and (settled is None or low == 2):
            settled = tier.id
        lower = (RANGES[trace.codes[below]][1] for _, below in tiers[position + 1 :])
        if RANGES[trace.codes[root]][0] >= max(lower, default=0):
            break
    return best, settled, tuple(possible)


def _programme(pack: Pack, programme: Programme, trace: Trace, day: date) -> ProgrammeResult:
    rules = pack.rules
    common = rules.common[programme.id]
    best, settled, possible = outcome(trace, programme.id)
    low, high = RANGES[best]
    tiers = tuple(
        TierResult(
            id=tier.id,
            label=tier.label,
            status=status_of(*RANGES[both(trace.codes[common], trace.codes[root])]),
            quote=tier.quote,
        )
        for tier, root in rules.tiers[programme.id]
    )
    roots = [root for _, root in rules.tiers[programme.id]]
    reached = next((root for tier, root in rules.tiers[programme.id] if tier.id == settled), None)
    target = reached if reached is not None else (roots[-1] if roots else None)
    parts = (common,) if target is None else (common, target)
    failed = tuple(one for part in parts for one in failures(trace, part, day)) if high == 0 else ()
    warning = f"须真实变化，不得弄虚作假（见{pack.about.no_cheating.clause}）"
    combos = [(common, root) for root in roots] or [(common,)]
    return ProgrammeResult(
        pack=pack.id,
        id=programme.id,
        label=programme.label,
        status=status_of(low, high),
        tier=next((tier for tier in tiers if tier.id == settled), None),
        tiers=tiers,
        tiers_possible=possible,
        amounts=amounts(pack, trace, programme.id, possible) if high > 0 else (),
        reasons=tuple(dict.fromkeys(one for part in parts for one in reasons(trace, part))),
        failed=failed,
        panel=tuple(dict.fromkeys(one for part in parts for one in panel_points(trace, part)))
        if high > 0
        else (),
        missing=tuple(programme_facts(trace, programme.id)),
        readings=tuple(_reading_differences(pack, programme, trace, day)),
        near_misses=near_misses(trace, combos, day, warning) if high == 0 else (),
        notes=programme.notes,
        decided_by=programme.decided_by,
        quote=programme.quote,
    )


def _reading_differences(
    pack: Pack, programme: Programme, trace: Trace, day: date
) -> Iterable[ReadingDifference]:
    """The other readings under which status or tiers of the programme come out differently."""
    rules = pack.rules
    bearing = set(rules.below(rules.common[programme.id]))
    for _, root in rules.tiers[programme.id]:
        bearing.update(rules.below(root))
    here = outcome(trace, programme.id)
    for place in rules.reading_nodes:
        if place not in bearing:
            continue
        node = rules.nodes[place]
        for position in range(1, len(node.children)):
            if trace.codes[node.children[position]] == trace.codes[node.children[0]]:
                continue
            other = outcome(evaluate(rules, trace.facts, day, {place: position}), programme.id)
            if other != here:
                tier = next((one.label for one in programme.tiers if one.id == other[1]), None)
                yield ReadingDifference(
                    address=node.address,
                    used=node.readings[0],
                    other=node.readings[position],
                    status=status_of(*RANGES[other[0]]),
                    tier=tier,
                    quote=node.quote,
                )


def _next_question(
    library: Library,
    traces: Mapping[str, Trace],
    results: tuple[ProgrammeResult, ...],
    declined: frozenset[str],
    day: date,
) -> NextQuestion | None:
    wanted: dict[str, ProgrammeResult] = {}
    for result in results:
        for fact in result.missing:
            if fact not in declined:
                wanted.setdefault(fact, result)
    if not wanted:
        return _amount_question(library, results, declined)
    questions = _group(library, wanted)
    unsettled = [
        (trace, [one.id for one in results if one.pack == pack and one.missing])
        for pack, trace in traces.items()
    ]
    best = (
        questions[0]
        if len(questions) == 1
        else best_question(unsettled, questions, library.dictionary.facts, day)
    )
    result = wanted[best.facts[0]]
    trace = traces[result.pack]
    node = trace.rules.nodes[programme_facts(trace, result.id)[best.facts[0]]]
    city = library.packs[result.pack].about.city
    return NextQuestion(
        id=best.id,
        ask=best.ask,
        facts=best.facts,
        multiple=best.multiple,
        why=f"{city}{node.quote.clause}要看这一点：“{node.quote.text}”",
        quote=node.quote,
        most_left=len(questions),
    )


def _group(library: Library, wanted: Iterable[str]) -> list[Question]:
    """The questions that ask the wanted facts, each with only those of its facts that are wanted."""
    names = tuple(wanted)
    questions: dict[str, Question] = {}
    for fact in names:
        question = library.dictionary.question_of(fact)
        still = tuple(one for one in question.facts if one in names)
        if len(still) == 1 and not question.multiple:
            entry = library.dictionary.facts[still[0]]
            question = question.model_copy(update={"ask": entry.question})
        questions.setdefault(question.id, question.model_copy(update={"facts": still}))
    return list(questions.values())


def _amount_question(
    library: Library, results: tuple[ProgrammeResult, ...], declined: frozenset[str]
) -> NextQuestion | None:
    """With every status settled: what a sum still depends on."""
    wanted: dict[str, tuple[ProgrammeResult, Amount]] = {}
    for result in results:
        for amount in result.amounts:
            for fact in amount.missing:
                if fact not in declined:
                    wanted.setdefault(fact, (result, amount))
    if not wanted:
        return None
    questions = _group(library, wanted)
    first = questions[0]
    result, amount = wanted[first.facts[0]]
    return NextQuestion(
        id=first.id,
        ask=first.ask,
        facts=first.facts,
        multiple=first.multiple,
        why=f"“{amount.label}”的金额取决于这一点（{amount.quote.clause}）",
        quote=amount.quote,
        most_left=len(questions),
    )


def _several(pack: Pack, results: tuple[ProgrammeResult, ...]) -> bool:
    return pack.about.overlap is not None and (
        sum(one.pack == pack.id and one.status.high > 0 and bool(one.amounts) for one in results) > 1
    )


def _overlap(pack: Pack, results: tuple[ProgrammeResult, ...]) -> Note:
    assert pack.about.overlap is not None
    return pack.about.overlap
