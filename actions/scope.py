"""What a message asks about: the city's document, or a programme it names."""

from __future__ import annotations

import re

from actions.conversation import Conversation
from actions.heard import Heard
from rules import Library

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
    """What to screen: the programmes named, else the document of the place that was told, else everything."""
    if talk.scope:
        return talk.scope
    place = talk.facts.get("place")
    return tuple(pack.id for pack in library.packs.values() if pack.about.place == place)
