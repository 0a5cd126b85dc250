"""One turn of the screening: what was heard is read in the light of the question asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions.conversation import CITY_QUESTION, Conversation, Origin, Pending
from actions.heard import ELSEWHERE, FALLBACK_INTENT, FOLLOW_UP, PLACE, Heard
from actions.question import ALL_CITIES, NONE_OF_THESE
from actions.reading.answers.answer_reader import Answer, default_answer_reader
from actions.scope import scope_of
from rules import Library
from rules.errors import FactError

_ANSWERS = ("inform_facts", "affirm", "deny", "dont_know", "correct_fact")
_LEAVES = ("pause_screening", "goodbye", "restart", "forget_me", "human_handover", "complaint")
FORGETS = "forget_me"
_ABOUT_THE_SCREENING = ("start_screening", "resume_screening")
_ZEROS = ("0", "０", "〇", "零")
_TAKES_BACK = re.compile(r"错|改|重新|重来|上一?[步题个问条]|返回|退回|撤回|收回|不算|作废")
_BOTH_CITIES = ("都", "全", "两个", "两地", "一起", "哪个都", "没定", "还没", "不限")


@dataclass(frozen=True)
class Turn:
    """What a message changed: `news` are facts told or corrected, `problems` say which values cannot be used.

    `withdrawn`: facts taken back without another value. `understood`: whether the message moved the screening on.
    `digression`: whether it is for another action to answer.
    """

    after: Conversation
    news: Mapping[str, Any]
    problems: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    understood: bool = True
    digression: bool = False


def take(said: Heard, before: Conversation, asking: bool, day: date, library: Library) -> Turn:
    """The turn that `said` makes. `asking`: whether the pending question was put to the person just now."""
    if said.intent == FORGETS:
        return Turn(before, {}, digression=True, understood=False)
    if asking and before.pending is not None and not said.picked:
        return _answered(said, before, day, library)
    if said.intent == "correct_fact" and not said.facts:
        return _corrected(said, before, day, library)
    return _learn(said, before, said.facts, (), day, library)


def learn(said: Heard, before: Conversation, day: date, library: Library) -> Turn:
    """The facts that `said` tells of the speaker beside something else."""
    facts = said.facts if said.tells_of_oneself else {}
    return _learn(said, before, facts, (), day, library)


def _answered(said: Heard, before: Conversation, day: date, library: Library) -> Turn:
    assert before.pending is not None
    if before.pending.id == CITY_QUESTION and _wants_all(said):
        declined = (*before.declined, PLACE)
        return Turn(replace(before, declined=declined, pending=None), {})
    if said.intent == FOLLOW_UP and before.topic is None and PLACE in said.facts:
        return _learn(said, before, {PLACE: said.facts[PLACE]}, (), day, library)
    answer = read_answer(before.pending, said.text, day)
    said = replace(said, doubtful=(*said.doubtful, *answer.doubtful))
    facts, declined = dict(answer.facts), answer.declined
    if before.pending.facts == (PLACE,) and said.other_cities and PLACE not in facts:
        facts = {**facts, PLACE: ELSEWHERE}
    if said.intent == "dont_know" and not facts:
        declined = declined or before.pending.facts
    asked = before.pending.facts
    refuses = said.intent == "deny" and "除" not in said.text
    if refuses and before.pending.multiple and not {*facts, *declined} & {*asked}:
        facts = {**facts, **dict.fromkeys(asked, False)}
    says_something = {*facts, *declined} & {*asked} or (facts.keys() - {PLACE} and not said.asks)
    if said.topic and not said.tells_of_oneself and not says_something:
        return Turn(before, {}, digression=True, understood=False)
    unclear = said.intent == FALLBACK_INTENT and not said.asks
    on_topic = unclear or said.intent in (*_ANSWERS, *_ABOUT_THE_SCREENING)
    if said.asks and not on_topic and not (facts and said.tells_of_oneself):
        return Turn(before, {}, digression=True, understood=False)
    if said.intent == "correct_fact" and not facts:
        return _corrected(said, before, day, library)
    if facts or (declined and said.intent not in _LEAVES):
        return _learn(said, before, facts, declined, day, library)
    if said.intent in _ABOUT_THE_SCREENING:
        return _learn(said, before, {}, (), day, library)
    return Turn(before, {}, understood=False, digression=not on_topic)


def _wants_all(said: Heard) -> bool:
    return ALL_CITIES in said.text or (
        PLACE not in said.facts and said.text.startswith(_BOTH_CITIES)
    )


def _learn(
    said: Heard,
    before: Conversation,
    facts: Mapping[str, Any],
    declined: tuple[str, ...],
    day: date,
    library: Library,
) -> Turn:
    """The conversation with `facts` and `declined` added; values the dictionary refuses are left out and told."""
    news, problems = {}, []
    for fact, value in facts.items():
        try:
            library.dictionary.facts[fact].read(value, day)
        except FactError as error:
            problems.append(f"{error.problem}。{error.remedy}。")
        else:
            news[fact] = value
    known = {**before.facts, **news}
    origins = {
        fact: Origin(
            words=said.words.get(fact, said.text), message=said.id, doubtful=fact in said.doubtful
        )
        for fact in news
    }
    after = replace(
        before,
        facts=known,
        origins={**before.origins, **origins},
        declined=tuple(
            dict.fromkeys(one for one in (*before.declined, *declined) if one not in known)
        ),
        scope=scope_of(said, before, library),
        told=tuple(news) or before.told,
    )
    return Turn(after, news, tuple(problems), understood=bool(news or declined) or not facts)


def _corrected(said: Heard, before: Conversation, day: date, library: Library) -> Turn:
    """不对，是 38%: the number belongs to the fact told last; 刚才答错了 takes that fact back."""
    for fact in reversed(before.told):
        facts = read_answer(Pending(id="corrected", ask="", facts=(fact,)), said.text, day).facts
        if fact in facts:
            return _learn(said, before, {fact: facts[fact]}, (), day, library)
    last = tuple(fact for fact in before.told if fact in before.facts)
    if last and _TAKES_BACK.search(said.text):
        return Turn(before.without(last), {}, withdrawn=last)
    return Turn(before, {}, understood=False)


def read_answer(asked: Pending, text: str, day: date) -> Answer:
    """What `text` says in answer to `asked`: raw values, and the facts the person cannot tell."""
    words = NONE_OF_THESE if asked.multiple and text.strip() in _ZEROS else text
    return default_answer_reader().read(asked, words, day)
