"""The question to put to the person now, in words, with the clause that makes it worth asking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from rules.conditions import Quoted
from rules.evaluate import Trace
from rules.facts import Question
from rules.load import Library
from rules.questions import best_question, programme_facts
from rules.result import Amount, NextQuestion, ProgrammeResult


def next_question(
    library: Library,
    traces: Mapping[str, Trace],
    results: tuple[ProgrammeResult, ...],
    declined: frozenset[str],
    day: date,
) -> NextQuestion | None:
    """The next best question, first for statuses and tiers, then for sums; None when none can change anything.

    `declined` facts are not asked.
    """
    wanted: dict[str, ProgrammeResult] = {}
    for result in results:
        for fact in result.missing:
            if fact not in declined:
                wanted.setdefault(fact, result)
    if not wanted:
        return _amount_question(library, results, declined)
    questions = _group(library, wanted)
    candidates = [one for one in questions if not one.last] or questions
    unsettled = [
        (trace, [one.id for one in results if one.pack == pack and one.missing])
        for pack, trace in traces.items()
    ]
    best = (
        candidates[0]
        if len(candidates) == 1
        else best_question(unsettled, candidates, library.dictionary.facts, day)
    )
    result = wanted[best.facts[0]]
    trace = traces[result.pack]
    node = trace.rules.nodes[programme_facts(trace, result.id)[best.facts[0]]]
    city = library.packs[result.pack].about.city
    why = f"{city}{node.quote.clause}要看这一点：“{node.quote.text}”"
    return _put(best, why, node.quote, len(questions))


def _put(question: Question, why: str, quote: Quoted, most_left: int) -> NextQuestion:
    return NextQuestion(
        id=question.id,
        ask=question.ask,
        facts=question.facts,
        multiple=question.multiple,
        why=why,
        quote=quote,
        most_left=most_left,
    )


def _group(library: Library, wanted: Iterable[str]) -> list[Question]:
    """The questions that ask the wanted facts, each with only those of its facts that are wanted."""
    names = dict.fromkeys(wanted)
    questions: dict[str, Question] = {}
    for fact in names:
        question = library.dictionary.question_of(fact)
        if question.id in questions:
            continue
        still = tuple(one for one in question.facts if one in names)
        ask = question.ask
        if len(still) == 1 and not question.multiple:
            ask = library.dictionary.facts[still[0]].question
        questions[question.id] = Question(
            id=question.id, ask=ask, facts=still, multiple=question.multiple, last=question.last
        )
    return list(questions.values())


def _amount_question(
    library: Library, results: tuple[ProgrammeResult, ...], declined: frozenset[str]
) -> NextQuestion | None:
    """With every status settled: what a sum still depends on."""
    wanted: dict[str, tuple[ProgrammeResult, Amount]] = {}
    for result in results:
        for amount in result.amounts:
            for fact in amount.missing:
                if fact not in declined:
                    wanted.setdefault(fact, (result, amount))
    if not wanted:
        return None
    questions = _group(library, wanted)
    first = questions[0]
    result, amount = wanted[first.facts[0]]
    why = f"“{amount.label}”的金额取决于这一点（{amount.quote.clause}）"
    return _put(first, why, amount.quote, len(questions))
