"""Finds figures in a reply that nothing in it carries: no clause quoted there, no word of the person, no sum shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from actions.conversation import today
from rules import Library, load_library
from rules.facts import years_before
from rules.figures import unsupported
from rules.source import squeeze
from rules.validity import validity

QUOTED = re.compile(r"「(.+?)」", re.S)
NUMBERING = re.compile(r"(?m)^\d{1,2}\. ")
REPLYING = ("可回复编号，如 1、3；都没有回复 0；",)
QUESTIONS_LEFT = re.compile(r"（最多还有 \d+ 问）")
LIMIT = re.compile(r"最早须为 (\d{4})-(\d\d)-(\d\d)（(\d{4})-(\d\d)-(\d\d) (往前 (\d+) 年)）")


def invented(reply: str, told: Iterable[str], library: Library | None = None) -> set[Decimal]:
    """The figures of `reply` that stand in no clause it quotes, in nothing `told` by the person, and in no sum shown.

    Numbers of documents, notices of validity, names in the dictionary and the numbers of options are no figures.
    """
    library = library or load_library()
    carried = [words for words in QUOTED.findall(reply) if _is_official(words, library)]
    text = QUOTED.sub(lambda quote: "" if _is_official(quote[1], library) else quote[1], reply)
    for known in sorted((*REPLYING, *_fixed(library)), key=len, reverse=True):
        text = text.replace(known, "")
    for pattern in (NUMBERING, QUESTIONS_LEFT):
        text = pattern.sub("", text)
    text = LIMIT.sub(_years_of_right_limit, text)
    return unsupported(text, [*carried, *told])


def _is_official(words: str, library: Library) -> bool:
    return any(squeeze(words) in pack.document.squeezed for pack in library.packs.values())


def _fixed(library: Library) -> Iterable[str]:
    """What stands in replies word for word: titles, numbers and notices of documents; labels and questions of facts."""
    for pack in library.packs.values():
        applies = validity(pack, today())
        yield from (
            pack.about.title,
            pack.about.number,
            applies.notice,
            applies.after,
            applies.source,
        )
    for fact in library.dictionary.facts.values():
        yield from (fact.label, fact.question)
        yield from (choice.label for choice in fact.values)
    yield from (question.ask for question in library.dictionary.questions)


def _years_of_right_limit(match: re.Match[str]) -> str:
    """Of 最早须为 A（B 往前 n 年）the n, which a clause must carry, if A is B less n years and B is today."""
    limit, day = date(*map(int, match.groups()[:3])), date(*map(int, match.groups()[3:6]))
    right = day == today() and limit == years_before(day, int(match[8]))
    return match[7] if right else match[0]
