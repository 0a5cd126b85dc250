"""Prints what was counted, a column a listener."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean, median

from bench.hearing import count, ours, real
from bench.hearing.facts import count_facts
from bench.hearing.listener import Listener
from bench.sentences import PHENOMENA, Sentence
from rules import load_library

WORST = 15


def share(marks: Sequence[bool]) -> str:
    """How many of how many, in percent."""
    return f"{mean(marks):6.1%} of {len(marks)}" if marks else "none"


def table(title: str, names: Sequence[str], rows: dict[str, Sequence[str]]) -> None:
    """Prints a line a row, a column a listener."""
    print(f"\n{title}")
    print(f"  {'':<34}" + "".join(f"{name:>26}" for name in names))
    for name, cells in rows.items():
        print(f"  {name:<34}" + "".join(f"{cell:>26}" for cell in cells))


def print_understanding(listeners: Sequence[Listener], sentences: Sequence[Sentence]) -> None:
    """The likeliest intent, sure or not."""
    names = [one.name for one in listeners]
    topics = [one for one in sentences if one.topics]
    intents = [one for one in sentences if one.intent]
    groups = {"topics": topics, "general intents": intents}
    groups |= {
        f"topics, {name}": [one for one in topics if one.phenomenon == name] for name in PHENOMENA
    }
    rows = {
        name: [share(count.guessed(group, listener)) for listener in listeners]
        for name, group in groups.items()
    }
    rows["topics, and no other heard beside"] = [
        share(count.guessed_alone(topics, listener)) for listener in listeners
    ]
    for wrong in (0.05, 0.1):
        rows[f"topics, where {wrong:.0%} are heard wrong"] = [
            share(count.right_where_wrong(topics, listener, wrong)) for listener in listeners
        ]
    table("Likeliest intent right, sure or not", names, rows)
    print(f"\nTopics that {names[0]} misses most")
    for line in count.worst(topics, listeners[0], WORST):
        print(f"  {line}")


async def print_answers(
    listeners: Sequence[Listener], dialogue: ours.Dialogue, topics: Sequence[Sentence]
) -> None:
    """What our dialogue makes of it."""
    library, columns, turn = load_library(), [], ""
    for place, listener in enumerate(listeners):
        ours.say(f"answers with the ears of {listener.name}")
        replies = await dialogue.replies([one.say for one in topics], listener if place else None)
        columns.append(count.answers(topics, replies, library))
        turn = turn or f"{median(one.milliseconds for one in replies.values()):.1f}"
    total = len(topics)
    labels = {
        "right": "right topic answered",
        "fitting": "… in the city and variant meant",
        "beside": "… and another topic beside it",
        "wrong": "something else answered",
        "none": "no answer",
        "offered": "… but the topic offered",
    }
    rows = {
        label: [f"{getattr(one, name) / total:6.1%} of {total}" for one in columns]
        for name, label in labels.items()
    }
    table("Answers of the dialogue", [one.name for one in listeners], rows)
    print(f"  A whole turn of {listeners[0].name}: {turn} ms (median)")


def print_facts(listeners: Sequence[Listener], sentences: Sequence[Sentence]) -> None:
    """Facts read: all, from free text, and from answers to a question."""
    facts, library = [one for one in sentences if one.facts is not None], load_library()
    for title, group in {
        "All facts read": facts,
        "Facts read from free text": [one for one in facts if one.asked is None],
        "Facts read from answers to a question": [one for one in facts if one.asked],
    }.items():
        columns = [
            count_facts(group, library, listener if place else None)
            for place, listener in enumerate(listeners)
        ]
        ours = columns[0]
        rows = {
            "precision": [f"{one.precision:.1%}" for one in columns],
            "recall": [f"{one.recall:.1%}" for one in columns],
            "F1": [f"{one.f1:.1%}" for one in columns],
            "sentences wholly right": [f"{one.whole / one.sentences:.1%}" for one in columns],
            "wrong, recorded as sure": [
                f"{one.wrong_and_sure / max(1, one.found):.1%} of {one.found}" for one in columns
            ],
        }
        if ours.declined:
            rows["heard as not told"] = [
                f"{one.declined_right} of {one.declined}" for one in columns
            ]
        title = f"{title}: {ours.sentences} sentences, {ours.told} facts"
        table(title, [one.name for one in listeners], rows)
        groups = sorted(ours.whole_of.items(), key=lambda one: mean(one[1]))
        print("  Ours wholly right: " + ", ".join(f"{n} {sum(m)}/{len(m)}" for n, m in groups))
        print("  Ours mistaken: " + ", ".join(f"{f} {n}" for f, n in ours.mistaken.most_common(8)))
    print("  The peers look the dictionary's words up; no example has an entity marked.")


async def print_real(
    listeners: Sequence[Listener],
    dialogue: ours.Dialogue,
    questions: dict[str, list[real.RealQuestion]],
) -> None:
    """What real people asked of others and got an answer to here."""
    names, library = [one.name for one in listeners], load_library()
    titles = (
        "Real questions out of scope that got an answer",
        "Real questions on other talent policies that got a figure of ours, in the answer or its clauses",
        "… in the words of the answer itself",
    )
    columns: tuple[list[dict[str, list[bool]]], ...] = ([], [], [])
    for place, listener in enumerate(listeners):
        ours.say(f"real questions with the ears of {listener.name}")
        texts = [one.text for group in questions.values() for one in group]
        replies = await dialogue.replies(texts, listener if place else None)
        foreign, talent = questions[real.OUT_OF_SCOPE], questions[real.TALENT]
        columns[0].append(real.answered(foreign, replies, library))
        columns[1].append(real.with_figures(talent, replies, clauses=True))
        columns[2].append(real.with_figures(talent, replies, clauses=False))
    for title, counted in zip(titles, columns, strict=True):
        rows = {kind: [share(one[kind]) for one in counted] for kind in counted[0]}
        if counted is not columns[0]:
            rows.pop("all but insurance", None)
        table(title, names, rows)
