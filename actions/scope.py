"""What a message asks about: the city's document, or a programme it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from actions.conversation import Conversation
from actions.heard import PLACE, Heard
from actions.many_documents import too_many
from rules import Library, Pack

ANY_CITY = "*/"  # before a programme that was named without the city
SHORTEST_NAME = 4  # 独立创业 names a programme; 全职 and 团队 are everyday words
_OTHERS = re.compile(
    r"(?:其他|其它|别的|还能|哪[个些]|什么)(?:的|报|申报|评|上)*(?:项目|类别|层次|人才)"
)


def named_programmes(said: Heard, library: Library) -> tuple[str, ...]:
    """The addresses pack/programme of the programmes that `said` names by words of their label."""
    named = [
        (programme, packs)
        for (programme, label), packs in _programmes(library).items()
        if any(
            subject.id == programme
            and len(subject.words) >= SHORTEST_NAME
            and subject.words in label
            for subject in said.subjects
        )
        or label in said.text
    ]
    return tuple(f"{pack}/{programme}" for programme, packs in named for pack in packs)


@cache
def _programmes(library: Library) -> dict[tuple[str, str], list[str]]:
    """Programme and label → the packs that have it so."""
    found: dict[tuple[str, str], list[str]] = {}
    for pack in library.packs.values():
        for programme in pack.programmes.values():
            found.setdefault((programme.id, programme.label), []).append(pack.id)
    return found


def scope_of(said: Heard, before: Conversation, library: Library) -> tuple[str, ...]:
    """The programmes a screening is limited to after `said`; none means all of the documents in question.

    The limit falls when other programmes are asked about, or another city.
    """
    named = named_programmes(said, library)
    cities = said.packs(library)
    if named:
        talked_of = (before.pack,) if before.pack else ()
        here = cities or library.packs_of.get(before.facts.get(PLACE) or "", talked_of)
        return tuple(one for one in named if one.startswith(here)) or _of_any_city(named)
    elsewhere = bool(cities) and not any(
        one.startswith((ANY_CITY, *cities)) for one in before.scope
    )
    return () if elsewhere or _OTHERS.search(said.text) else before.scope


def _of_any_city(named: tuple[str, ...]) -> tuple[str, ...]:
    """`named`, or the same of any city where they stand in more documents than are spoken of at once."""
    if not too_many({one.partition("/")[0] for one in named}):
        return named
    return tuple(dict.fromkeys(f"{ANY_CITY}{one.partition('/')[2]}" for one in named))


def screened(talk: Conversation, library: Library) -> tuple[str, ...]:
    """What to screen: the programmes named, else those that only the facts told call for, else the whole document.

    The document is the one in the scope, else that of the person's place.
    """
    here = library.packs_of.get(talk.facts.get(PLACE) or "", ())
    scope = tuple(_addresses(talk.scope, here, library))
    if any(one not in library.packs for one in scope):
        return scope
    packs = (
        [library.packs[one] for one in library.packs if one in scope]
        if scope
        else [library.packs[one] for one in here]
    )
    called_for = [one for pack in packs for one in _called_for(talk, pack)]
    return tuple(called_for or (pack.id for pack in packs))


def _addresses(scope: tuple[str, ...], here: tuple[str, ...], library: Library) -> Iterator[str]:
    """`scope`, with what it names of any city found in the packs `here`."""
    for one in scope:
        if one.startswith(ANY_CITY):
            programme = one.removeprefix(ANY_CITY)
            yield from (
                f"{pack}/{programme}"
                for pack in here
                if programme in library.packs[pack].programmes
            )
        else:
            yield one


def _called_for(talk: Conversation, pack: Pack) -> list[str]:
    """The programmes screened on request that ask a fact that was told and no usual programme asks."""
    asked = {programme.id: _facts_of(pack, programme.id) for programme in pack.programmes.values()}
    usual = {
        fact
        for programme in pack.programmes.values()
        if not programme.on_request
        for fact in asked[programme.id]
    }
    told = {fact for fact, value in talk.facts.items() if value is not False} - usual
    return [
        f"{pack.id}/{programme.id}"
        for programme in pack.programmes.values()
        if programme.on_request and not told.isdisjoint(asked[programme.id])
    ]


@cache
def _facts_of(pack: Pack, programme: str) -> frozenset[str]:
    """The facts that the conditions of `programme` ask."""
    rules = pack.rules
    roots = [rules.common[programme], *(root for _, root in rules.tiers[programme])]
    nodes = (rules.nodes[place] for root in roots for place in rules.below(root))
    return frozenset(node.comparison.fact.id for node in nodes if node.comparison)
