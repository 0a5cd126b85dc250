"""What a message asks about: the city's document, or a programme it names."""

from __future__ import annotations

import re
from functools import cache

from actions.conversation import Conversation
from actions.heard import PLACE, Heard
from rules import Library, Pack

SHORTEST_NAME = 4  # 独立创业 names a programme; 全职 and 团队 are everyday words
_OTHERS = re.compile(
    r"(?:其他|其它|别的|还能|哪[个些]|什么)(?:的|报|申报|评|上)*(?:项目|类别|层次|人才)"
)


def named_programmes(said: Heard, library: Library) -> tuple[str, ...]:
    """The addresses pack/programme of the programmes that `said` names by words of their label."""
    return tuple(
        f"{pack.id}/{programme.id}"
        for pack in library.packs.values()
        for programme in pack.programmes.values()
        if any(
            subject.id == programme.id
            and len(subject.words) >= SHORTEST_NAME
            and subject.words in programme.label
            for subject in said.subjects
        )
        or programme.label in said.text
    )


def scope_of(said: Heard, before: Conversation, library: Library) -> tuple[str, ...]:
    """The programmes a screening is limited to after `said`; none means all of the documents in question.

    The limit falls when other programmes are asked about, or another city.
    """
    named = named_programmes(said, library)
    if named:
        return named
    cities = said.packs(library)
    elsewhere = bool(cities) and not any(one.startswith(cities) for one in before.scope)
    return () if elsewhere or _OTHERS.search(said.text) else before.scope


def screened(talk: Conversation, library: Library) -> tuple[str, ...]:
    """What to screen: the programmes named, else those that only the facts told call for, else the whole document.

    The document is the one in the scope, else that of the person's place.
    """
    if any(one not in library.packs for one in talk.scope):
        return talk.scope
    place = talk.facts.get(PLACE)
    packs = [
        pack
        for pack in library.packs.values()
        if (pack.id in talk.scope if talk.scope else pack.about.place == place)
    ]
    called_for = [one for pack in packs for one in _called_for(talk, pack)]
    return tuple(called_for or (pack.id for pack in packs))


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
