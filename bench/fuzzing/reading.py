"""The readers of text: facts, answers, questions, and the masks over what names a person."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from itertools import islice
from random import Random
from typing import Any

from hypothesis import strategies as st

from actions.reading.answers.answer_reader import default_answer_reader
from actions.reading.found import OTHER_CITY, SUBJECT
from actions.reading.reader import default_reader
from actions.reading.text.questions import questions
from bench.fuzzing.targets import Target, hold
from bench.fuzzing.texts import texts
from bench.fuzzing.vocabulary import looked_for, words
from bench.sentences import load_sentences
from bot.masking import mask
from bot.message import LONGEST_MESSAGE, as_plain_text
from rules import load_library
from rules.errors import FactError

DAY = date(2026, 11, 22)
SEED = 20171001
_SHORT = 100  # characters
_NUMBERS = ("13912345678", "139 1234 5678", "139-1234-5678", "+86 13912345678", "０５３５-6661234")


def target() -> Target:
    """Texts with the fact that is asked for; half of them hold a telephone number."""
    said = [one.say for one in load_sentences()]
    return Target(
        drawn=drawn(),
        from_bytes=_from_bytes,
        check=check,
        yardstick=[(one, 0, 0) for one in islice(_long(said), 9)],
        seeds=[bytes(3) + one.encode() for one in said[::10]],
        tokens=[*words(), *looked_for()],
    )


def drawn() -> st.SearchStrategy[Any]:
    """What `check` takes."""
    return st.tuples(texts(), st.integers(0, 255), st.integers(0, 255))


def check(value: Any) -> None:
    """`value`: a text, the place of the fact asked for, and the place at which a number is put into it."""
    text, asked, place = value
    text = text[:LONGEST_MESSAGE]
    _check_facts(text)
    _check_answer(text, asked)
    _check_plain(text)
    _check_masks(text, place)
    parts = questions(text)
    hold(parts and all(isinstance(one, str) for one in parts), "no questions, not even the text")


def _from_bytes(data: bytes) -> Any:
    """Two bytes choose the places, the third repeats what follows."""
    head, text = data[:3].ljust(3, b"\0"), data[3:].decode("utf-8", "surrogateescape")
    text *= 1 + LONGEST_MESSAGE // len(text) if text and head[2] >= 128 else 1
    return text[:LONGEST_MESSAGE], head[0], head[1]


def _long(said: list[str]) -> Any:
    """Ordinary texts as long as a message may be."""
    random = Random(SEED)
    while True:
        yield "。".join(random.sample(said, 200))[:LONGEST_MESSAGE]


def _check_facts(text: str) -> None:
    reader = default_reader()
    found = reader.extract(text, DAY)
    if len(text) <= _SHORT:
        hold(reader.extract(text, DAY) == found, "the same text read twice gave two results")
    for one in found:
        hold(0 <= one.start <= one.end <= len(text), f"{one.fact}: a place outside of the text")
        hold(text[one.start : one.end] == one.words, f"{one.fact}: words that do not stand there")
        hold(one.start < one.end or not text.strip(), f"{one.fact}: no words")
    named = [one.fact for one in found if one.fact not in (SUBJECT, OTHER_CITY)]
    hold(len(named) == len(set(named)), "a fact read twice")
    _check_values({one.fact: one.value for one in found if one.fact in named})
    json.dumps([one.value for one in found], allow_nan=False)
    hold(len(reader.plain(text)) == len(text), "the plain text is not as long as the text")


def _check_answer(text: str, asked: int) -> None:
    reader = default_answer_reader()
    dictionary = load_library().dictionary
    names = list(dictionary.facts)
    question = dictionary.question_of(names[asked % len(names)])
    answer = reader.read(question, text, DAY)
    _check_values(answer.facts)
    hold(set(answer.declined) <= set(question.facts), "declined what was not asked")
    hold(set(answer.doubtful) <= answer.facts.keys(), "in doubt about a fact that is not there")
    hold(not set(answer.declined) & answer.facts.keys(), "told and declined at once")


def _check_values(facts: Any) -> None:
    """The dictionary reads each value; of a number it may say that no such fact has so much, or half a one."""
    dictionary = load_library().dictionary
    for name, value in facts.items():
        fact = dictionary.facts[name]
        try:
            fact.show(fact.read(value, DAY))
        except FactError as error:
            impossible = "超出范围" in error.problem or "整数" in error.remedy
            hold(
                fact.type == "number" and impossible,
                f"{name}: the dictionary cannot read {value!r:.60}",
            )


def _check_plain(text: str) -> None:
    plain = as_plain_text(text)
    hold(as_plain_text(plain) == plain, "plain text made plain again is another")
    hold(not unicodedata.normalize("NFKC", plain).startswith("/"), "plain text that is a command")
    plain.encode()


def _check_masks(text: str, place: int) -> None:
    masked, _ = mask(as_plain_text(text))
    again, more = mask(masked)
    hold(again == masked and not more, "masked text masked again is another")
    at = place % (len(text) + 1)
    before, after = text[:at], text[at:]
    around = as_plain_text(before)[-24:] + as_plain_text(after)[:24]
    if re.search(r"\d", unicodedata.normalize("NFKC", around)):
        return  # it would be part of another number
    number = _NUMBERS[place % len(_NUMBERS)]
    masked, found = mask(as_plain_text(before + number + after))
    hold(found and _bare(number) not in _bare(masked), "a telephone number is not masked")


def _bare(text: str) -> str:
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))
