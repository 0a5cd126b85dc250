"""Facts in, Screening out: which programmes, which tiers, how much, what is missing and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rules.assess import assess
from rules.errors import FactError
from rules.evaluate import evaluate
from rules.load import Library, Pack, load_library
from rules.model import Programme
from rules.next_question import next_question
from rules.result import ProgrammeResult, Screening
from rules.validity import validity


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
        assess(pack, programme, traces[pack.id], day)
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
        next_question=next_question(library, traces, results, untold, day),
        notes=tuple(
            pack.about.overlap
            for pack, _ in chosen
            if pack.about.overlap is not None and _several(pack, results)
        ),
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


def _several(pack: Pack, results: tuple[ProgrammeResult, ...]) -> bool:
    """Whether one person could be given money under several programmes of `pack`."""
    return sum(one.pack == pack.id and one.status.low > 0 for one in results) > 1
