"""Reads what a phrase of the lexicon says of its fact, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.found import OTHER_CITY, FoundFact, RawValue
from actions.reading.phrases.awards import AWARD, OF_A_LEVEL
from actions.reading.phrases.companies import FAMOUS
from actions.reading.phrases.grants import is_newly_granted
from actions.reading.scope.choices import denied_values
from actions.reading.scope.cues import reading
from actions.reading.scope.denials import denial, is_of_another
from actions.reading.scope.kinds import is_a_programme
from actions.reading.scope.people import are_companies_counted, is_counted
from actions.reading.text.normalizer import normalize
from actions.reading.words.gazetteer import Mention
from actions.reading.words.lexicon import PLACE, Lexicon, Meaning
from actions.reading.words.utterance import Utterance
from rules.facts import Fact

_NONE, _ELSEWHERE = "none", "elsewhere"
_OF_FUSHAN = "烟台"  # Fushan is a part of it
_IS_IN = re.compile(r"(?:我|咱)们?的?(?:单位|公司|企业|厂子?)(?:就|都|也|还|目前|现在)*在$")
TITLE = "title"
_ROLES = ("employed_full_time", "cooperates", "main_founder", "joint_founder", "team_core")
_GRADED = re.compile(r"等奖?$")
_FORMERLY = re.compile(r"(?:以前|之前|原来|原先|曾经|过去|早先)(?:是|在|都|一直)*$")
_NEWLY = re.compile(
    r"管理期|新(?:评|入选|当选|增选|获评|晋升)(?:上|为|了|的|国家)*$|新(?:拿|获得?)(?:到|了|的)*$"
)
_EMPLOYER = re.compile(rf"(?:{FAMOUS})(?:的|公司|里|当|做|干|任|是|担任|过)*(?:一?[个名])?$")
_NAME = r"[^\W\d_的有和在到去是市人才政策补引进]{0,4}"


class PhraseReader:
    """Knows which facts are told in which way, from actions/reading/data/phrases.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._facts = lexicon.dictionary.facts
        extra = lexicon.extra
        self._topical = frozenset(extra["topical"])
        self._plans_count = frozenset(extra["plans_count"])
        self._persons = frozenset(extra["persons"])
        self._called = frozenset(extra["called"])
        self._companies = frozenset(extra["companies"])
        self._unsaid_by_name = frozenset(extra["unsaid_by_name"])
        self._of_china = frozenset(extra["of_china"])
        self._only_at_end = frozenset(extra["only_at_end"])
        self._present = frozenset(extra["present"])
        self._only_one = frozenset(extra["only_one"])
        self._newly: dict[str, str] = extra["newly"]
        self._beside = {words: re.compile(needed) for words, needed in extra["beside"].items()}
        cities = (name for row in lexicon.places["cities"] for name in row)
        places = "|".join({*lexicon.places["provinces"], *cities, "威海"})
        self._local = re.compile(rf"(?:[省市区县州]|{places})(?:级|里)?的?$")
        self._institution = re.compile(
            _NAME + "(?:" + "|".join(lexicon.places["institutions"]) + ")(?!生)"
        )
        self._places = frozenset(
            normalize(synonym)
            for choice in (self._facts[PLACE].values if PLACE in self._facts else ())
            for synonym in choice.synonyms
        )

    def read(self, said: Utterance, mention: Mention) -> Iterator[FoundFact]:
        """The facts and the city that `mention` tells."""
        span = (mention.start, mention.end)
        words = said.text[mention.start : mention.end]
        for meaning in sorted(mention.meanings, key=lambda each: each.name):
            if meaning.kind == "city" and not self._institution.match(said.text, mention.end):
                yield FoundFact(OTHER_CITY, meaning.name, *span, words)
                if meaning.name != _OF_FUSHAN and self._is_seat(said, span):
                    yield FoundFact(PLACE, _ELSEWHERE, *span, words)
            elif meaning.kind in ("says", "names"):
                value = self._value(said, meaning, mention, words)
                if value is None:
                    continue
                newly = self._newly.get(meaning.name)
                if newly and _NEWLY.search(said.text, said.sentence_at(span[0])[0], span[0]):
                    yield FoundFact(newly, value, *span, words)
                    if value is False:  # 管理期内没评上 says nothing of the time before
                        continue
                yield FoundFact(meaning.name, value, *span, words)

    def _value(
        self, said: Utterance, meaning: Meaning, mention: Mention, words: str
    ) -> RawValue | None:
        """What the mention says of the fact, or None."""
        fact = self._facts[meaning.name]
        span = (mention.start, mention.end)
        unsaid = fact.type in ("number", "date") and meaning.kind == "names"
        if unsaid or self._is_silent(said, fact, mention, words):
            return None
        if fact.id == PLACE and words not in self._places and meaning.value is not None:
            return str(meaning.value)  # 不是第一次在威海办企业 denies the first time, not the place
        how = reading(
            said,
            span,
            topical=fact.id in self._topical,
            plan_counts=fact.id in self._plans_count,
            person=fact.id in self._persons,
            called=fact.id in self._called,
            general=fact.id != PLACE,
        )
        if how == "open":
            return None
        if fact.type == "number":
            return meaning.value if how == "stated" and isinstance(meaning.value, int) else None
        if fact.type == "yes_no":
            if how == "denied" and is_of_another(said, span) and fact.id not in self._only_one:
                return None  # 总工是我同学 says nothing of the speaker
            if meaning.value is False and how == "denied":
                return None  # 不是第二大股东 leaves the first and the third
            return bool(meaning.value) is (how == "stated")
        if meaning.kind == "names":
            if fact.id in self._unsaid_by_name:
                return None
            return _NONE if how == "denied" and _NONE in fact.order else None
        if how == "denied" and not is_of_another(said, span):
            return denied_values(fact, meaning.value, denial(said, span))
        if how == "denied" or meaning.value is None:
            return None
        return list(meaning.value) if isinstance(meaning.value, tuple) else meaning.value

    def _is_silent(self, said: Utterance, fact: Fact, mention: Mention, words: str) -> bool:
        """Whether the words say nothing of the fact where they stand."""
        span = (mention.start, mention.end)
        return (
            (words in self._only_at_end and self._is_of_more(said, mention))
            or (fact.id == TITLE and bool(_EMPLOYER.search(said.before(mention.start))))
            or (fact.id == AWARD and bool(_GRADED.search(words)))  # the reader of awards sees it
            or (fact.id == AWARD and bool(OF_A_LEVEL.search(said.before(mention.start))))
            or (fact.id in self._persons and is_counted(said, span))
            or (fact.id == "invention_patent" and is_newly_granted(said, span))
            or (fact.id in self._companies and are_companies_counted(said, span))
            or (fact.id in self._of_china and bool(self._local.search(said.before(mention.start))))
            or (fact.id in self._present and bool(_FORMERLY.search(said.before(mention.start))))
            or (fact.id in _ROLES and is_a_programme(said, span))
            or not self._is_beside(said, words, mention)
        )

    def _is_seat(self, said: Utterance, span: tuple[int, int]) -> bool:
        """我单位在青岛 tells where it is; 我公司在青岛有分公司 does not."""
        return bool(_IS_IN.search(said.before(span[0]))) and not said.after(span[1])

    def _is_of_more(self, said: Utterance, mention: Mention) -> bool:
        """评上了副高, 双百计划我评上了: something is named that it is said of."""
        begin, _ = said.clause_at(mention.start)
        return bool(said.after(mention.end) or said.mentions_in((begin, mention.start)))

    def _is_beside(self, said: Utterance, words: str, mention: Mention) -> bool:
        """Whether the sentence holds what the `words` need: 我们单位 names no introducer without 引进."""
        needed = self._beside.get(words)
        alone = said.text.strip() == words
        begin, end = said.sentence_at(mention.start)
        return needed is None or alone or bool(needed.search(said.text, begin, end))
