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
from actions.reading.amounts.shares import JOINT, OWN
from actions.reading.answers.answer_reader import Answer, default_answer_reader
from actions.scope import scope_of
from rules import Library
from rules.errors import FactError

CORRECTS = "correct_fact"
_ANSWERS = ("inform_facts", "affirm", "deny", "dont_know", CORRECTS)
_LEAVES = ("pause_screening", "goodbye", "restart", "forget_me", "human_handover", "complaint")
FORGETS = "forget_me"
_ABOUT_THE_SCREENING = ("start_screening", "resume_screening")
_ZEROS = ("0", "０", "〇", "零")
_TAKES_BACK = re.compile(r"错|改|重新|重来|上一?[步题个问条]|返回|退回|撤回|收回|不算|作废")
_OF_A_PARTNER = re.compile(r"[他她]|对方|合伙人|搭档|老板|其他股东")
_CLAUSE = re.compile(r"[，,。；;！!\s]+")
# A clause that is nothing but a value: 其实是四成, 应该是 3 年, 百分之四十.
_VALUE = re.compile(
    r"(?:不对|不是|错了|说错了|更正|其实|实际上?|应该|准确(?:地)?说|我|也?就|只|都)*(?:是|为|占股?|有|改成|改为|签了?|投了?)*"
    r"(?:大概|大约|差不多)?(?:百分之)?[\d.一二两三四五六七八九十百千万半零]+(?:[%％成年月万元人个点]|个月|万元|个点)*半?[五5]?(?:吧|的|了|啊|呢)?"
)
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
    if said.intent == CORRECTS and not said.picked:
        return _corrected(said, before, said.facts, day, library)
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
    if said.intent == CORRECTS and not declined and facts.keys() <= said.facts.keys():
        return _corrected(said, before, facts, day, library)
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
    stale = _stale(before, news)
    before = before.without(stale)
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
    understood = bool(news or declined) or not facts
    return Turn(after, news, tuple(problems), withdrawn=stale, understood=understood)


def _stale(before: Conversation, news: Mapping[str, Any]) -> tuple[str, ...]:
    """What all partners hold holds one's own share: when that is another one, the sum is not known any more."""
    own = before.facts.get(OWN)
    changed = OWN in news and own is not None and news[OWN] != own
    return (JOINT,) if changed and JOINT in before.facts and JOINT not in news else ()


def _corrected(
    said: Heard, before: Conversation, facts: Mapping[str, Any], day: date, library: Library
) -> Turn:
    """不对，是 38%: the number belongs to the fact told last; 刚才答错了 takes that fact back.

    facts: what the message names besides.
    """
    if _OF_A_PARTNER.search(said.text) and JOINT in before.facts and JOINT not in facts:
        return Turn(before.without((JOINT,)), {}, withdrawn=(JOINT,))
    # Beside other facts only what is said for itself is a value without a name, and each is that of one fact.
    words = [said.text]
    if facts:
        named = [said.words.get(fact, said.text) for fact in facts]
        clauses = [one for one in _CLAUSE.split(said.text) if _VALUE.fullmatch(one)]
        words = [one for one in clauses if not any(one in by or by in one for by in named)]
    for fact in reversed(before.told):
        if fact in facts:
            continue
        for one in words:
            read = read_answer(Pending(id="corrected", ask="", facts=(fact,)), one, day).facts
            if fact in read:
                return _learn(said, before, {fact: read[fact], **facts}, (), day, library)
    if facts:
        return _learn(said, before, facts, (), day, library)
    last = tuple(fact for fact in before.told if fact in before.facts)
    if last and _TAKES_BACK.search(said.text):
        return Turn(before.without(last), {}, withdrawn=last)
    return Turn(before, {}, understood=False)


def read_answer(asked: Pending, text: str, day: date) -> Answer:
    """What `text` says in answer to `asked`: raw values, and the facts the person cannot tell."""
    words = NONE_OF_THESE if asked.multiple and text.strip() in _ZEROS else text
    return default_answer_reader().read(asked, words, day)
