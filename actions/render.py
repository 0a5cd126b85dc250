"""Answer → what a plain channel shows: one message of text with its buttons; on request the Answer as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import AmountLine, Answer, Cited, Question, Verdict
from rules.evaluate import STATUS

WANTS_ANSWER = (
    "answer"  # the key by which a channel asks, in a message's metadata, for the typed Answer
)
PREFIXES = {
    "near_miss": "怎样够得上",
    "shortfall": "还达不到",
    "panel": "由评审认定",
    "reading": "另一种读法",
    "note": "说明",
    "decided_by": "谁决定",
}


def say(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> None:
    """Utters `answer` as one message; channels that draw for themselves get it once more as `custom`."""
    dispatcher.utter_message(text=text_of(answer), buttons=buttons_of(answer))
    if (tracker.latest_message.get("metadata") or {}).get(WANTS_ANSWER):
        dispatcher.utter_message(json_message=answer.model_dump(mode="json", exclude_defaults=True))


def text_of(answer: Answer, cite: Callable[[Answer], Iterator[str]] | None = None) -> str:
    """The answer as plain text, a thought a line. `cite` draws the clauses, by default under their numbers."""
    return "\n".join(_lines(answer, cite or _cited))


def buttons_of(answer: Answer) -> list[dict[str, str]]:
    """Choices as buttons that send plain text. A list with several picks is numbered in the text instead."""
    question = answer.question
    choices = answer.choices if question is None or question.multiple else question.choices
    return [{"title": one.title, "payload": one.send} for one in choices]


def _lines(answer: Answer, cite: Callable[[Answer], Iterator[str]]) -> Iterator[str]:
    # A document that has expired is said to have before anything is said from it.
    yield from answer.validity
    yield from filter(None, (answer.headline, answer.read_back))
    if answer.verdicts:
        yield from _verdicts(answer)
    yield from answer.lines
    yield from cite(answer)
    yield from answer.after_expiry
    yield from answer.sources
    if answer.disclaimer:
        yield answer.disclaimer
    if answer.notice:
        yield answer.notice
    if answer.question:
        yield from _question(answer.question)


def _verdicts(answer: Answer) -> Iterator[str]:
    """What explains the verdicts told; the other programmes by name."""
    told = [one for one in answer.verdicts if one.told]
    if amounts := [amount for one in told for amount in one.amounts]:
        yield "入选后可得："
        yield from map(amount_text, amounts)
    points = (*(point for one in told for point in one.points), *answer.notes)
    yield from dict.fromkeys(f"{PREFIXES[point.kind]}：{point.text}。" for point in points)
    yield from _others([one for one in answer.verdicts if not one.told])
    if missing := [label for one in told for label in one.missing]:
        yield f"还要看：{'、'.join(missing)}。"


def amount_text(amount: AmountLine) -> str:
    """A benefit on one line."""
    return f"· {amount.label}：{'；'.join(amount.parts)}。"


def _others(others: list[Verdict]) -> Iterator[str]:
    open_ones = [one.label for one in others if one.status != STATUS[0]]
    failed = [one.label for one in others if one.status == STATUS[0]]
    if open_ones:
        yield f"其他项目还要看别的情况：{'、'.join(open_ones)}。"
    if failed:
        yield f"不满足的项目：{'、'.join(failed)}。"


def _cited(answer: Answer) -> Iterator[str]:
    """The clauses under the number of their document, each with its exact words."""
    for number in dict.fromkeys(one.number for one in answer.clauses):
        yield f"{answer.clauses_are}（{number}）："
        for clause, texts in _by_clause(answer.clauses, number).items():
            yield f"· {clause}{'；'.join(f'「{text}」' for text in texts)}"


def _by_clause(clauses: tuple[Cited, ...], number: str) -> dict[str, list[str]]:
    """Clause → its words, without those that stand inside other words of the same clause."""
    found: dict[str, list[str]] = {}
    for one in clauses:
        if one.number == number:
            found.setdefault(one.clause, []).append(one.text)
    return {
        clause: [
            text
            for place, text in enumerate(texts)
            if text not in texts[:place]
            and not any(text != other and text in other for other in texts)
        ]
        for clause, texts in found.items()
    }


def _question(question: Question) -> Iterator[str]:
    left = (
        f"（最多还有 {question.most_left} 问）"
        if question.most_left and question.most_left > 1
        else ""
    )
    yield f"请问：{question.ask}{left}" if question.ask else left
    if question.multiple:
        yield from (
            f"{place}. {one.title}" for place, one in enumerate(question.choices[:-1], start=1)
        )
        yield f"0. {question.choices[-1].title}"
    if question.hint:
        yield question.hint
