"""Tells names of programmes (独立创业, 联合创新) from what a person does: 想报独立创业 asks, 在福山独立创业 tells."""

from __future__ import annotations

import re

from actions.reading.words.utterance import Span, Utterance

_NAME = re.compile(r"独立创业|联合创业|联合创新|全职创新|创业团队|创新团队")
_PLACE = re.compile(r"(?:烟台市?)?(?:福山区?|威海市?)的?$")
_CHOSEN_BEFORE = re.compile(
    r"(?:预审|报|申请|评|想看看?|想了解|符合|属于|够不够|算不算)(?:一下|下|的是|的)?$"
)
_AT_THE_HEAD = re.compile(r"^(?:请问|你好|您好|那|那个|问下|问一下|想问下|咨询)*$")
_CHECKED = re.compile(r"(?:行|够|可以|成)了?吧[。?~]*$")


def is_a_programme(said: Utterance, span: Span) -> bool:
    """Whether the words at `span` begin the name of a programme that is asked about or chosen."""
    name = _NAME.match(said.text, span[0])
    if name is None:
        return False
    before = said.before(span[0])
    bare = _PLACE.sub("", before)
    if _CHOSEN_BEFORE.search(bare):
        return True
    if not _AT_THE_HEAD.match(bare):
        return False
    begin, end = said.clause_at(span[0])
    if bare != before and not said.after(name.end()):
        return len(said.clauses) == 1
    clause = said.text[begin:end].rstrip(",。;! ")
    asks = said.asks_within((begin, end)) or _CHECKED.search(clause)
    return bool(asks) and "我" not in clause
