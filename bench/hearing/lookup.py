"""The facts that a peer finds: the words of the dictionary looked up, and numbers and dates beside a fact's name.

No example has an entity marked, so neither peer learns facts from them. Both are given what Rasa offers without: lookup
tables with synonyms, expressions, and, after a question, the mappings of a form (`from_intent`, `from_text`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from bench.hearing.listener import Parsed
from bench.sentences import DAY
from rules.errors import FactError
from rules.facts import Dictionary, Fact, Question

_NUMBER = r"(\d+(?:\.\d+)?)"
_DATE = r"(\d{4})(?:年(?:(\d{1,2})月)?|-(\d{1,2}))?"
_BETWEEN = r"[^\d，。；、,;？?！!]"
_YES_OR_NO = {"affirm": True, "deny": False}
_UNKNOWN = "dont_know"


def looked_up(text: str, dictionary: Dictionary) -> dict[str, Any]:
    """Fact → raw value; of several words for one fact the last, as a slot would keep it.

    A word of several facts, such as 没有 or 国家级, finds none.
    """
    facts = tuple(dictionary.facts.values())
    found = {fact.id: _value(fact, text, _shared(facts)) for fact in facts}
    return {fact: value for fact, value in found.items() if value is not None}


def answered(
    text: str, question: Question, dictionary: Dictionary, heard: Parsed
) -> tuple[dict[str, Any], frozenset[str]]:
    """Fact → raw value after `question`, and those of its facts that are not told."""
    found = looked_up(text, dictionary)
    intent = next(iter(heard.guesses), "")
    if not found and intent == _UNKNOWN:
        return {}, frozenset(question.facts)
    if len(question.facts) == 1:
        fact = dictionary.facts[question.facts[0]]
        if fact.id not in found:
            said = _YES_OR_NO.get(intent) if fact.type == "yes_no" else _plain(fact, text)
            found |= {fact.id: said} if said is not None else {}
    return found, frozenset()


def _meanings(fact: Fact) -> dict[str, str | bool]:
    """Each word of a yes_no or choice fact, in small letters, and what it means."""
    if fact.type == "yes_no":
        return {word.lower(): True for word in (fact.label, *fact.synonyms)}
    return {word.lower(): one.id for one in fact.values for word in (one.label, *one.synonyms)}


@lru_cache(maxsize=1)
def _shared(facts: tuple[Fact, ...]) -> frozenset[str]:
    times = Counter(word for fact in facts for word in _meanings(fact))
    return frozenset(word for word, found in times.items() if found > 1)


@lru_cache(maxsize=256)
def _words(fact: Fact, without: frozenset[str]) -> tuple[re.Pattern[str], dict[str, str | bool]]:
    """What finds the words of a yes_no or choice fact, longest first, and what each means."""
    meanings = {word: one for word, one in _meanings(fact).items() if word not in without}
    return re.compile(_any_of(meanings) or r"(?!)"), meanings


@lru_cache(maxsize=256)
def _beside(fact: Fact) -> re.Pattern[str]:
    """What finds a number or date close behind or before a name of the fact."""
    names, value = _any_of((fact.label, *fact.synonyms)), _DATE if fact.type == "date" else _NUMBER
    return re.compile(f"(?:{names}){_BETWEEN}{{0,6}}{value}|{value}{_BETWEEN}{{0,4}}(?:{names})")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _value(fact: Fact, text: str, without: frozenset[str]) -> Any | None:
    if fact.type in ("yes_no", "choice"):
        finder, meanings = _words(fact, without)
        found = finder.findall(text.lower())
        return meanings[found[-1]] if found else None
    near = [one.group() for one in _beside(fact).finditer(text)]
    return _plain(fact, near[-1]) if near else None


def _plain(fact: Fact, text: str) -> Any | None:
    """The first number or date of `text`, where it can be one of the fact."""
    found = re.search(_DATE if fact.type == "date" else _NUMBER, text)
    if found is None or fact.type not in ("number", "date"):
        return None
    if fact.type == "date":
        year, month = found.group(1), found.group(2) or found.group(3)
        value: Any = f"{year}-{int(month):02}" if month else year
    else:
        value = float(found.group(1))
    try:
        fact.read(value, DAY)
    except FactError:
        return None
    return value
