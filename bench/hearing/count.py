"""Counts what listeners and the dialogue made of the sentences about topics and of those with a general intent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from actions.answer import Answer
from bench.hearing.listener import Listener
from bench.hearing.ours import Reply
from bench.sentences import Sentence
from rules import Library


@dataclass(frozen=True)
class Told:
    """The answers of topics that a reply holds: topic, place of the document, subjects of the variant."""

    topic: str
    place: str
    about: tuple[str, ...]


def told(reply: Reply, library: Library) -> tuple[Told, ...]:
    """The topics' answers that stand in the headline of `reply`."""
    headline = "\n".join(one.headline for one in reply.answers)
    return tuple(
        Told(topic.id, pack.about.place, one.about)
        for pack in library.packs.values()
        for topic in pack.topics.values()
        for one in topic.answers
        if one.text in headline
    )


def is_answer(answer: Answer) -> bool:
    """Whether something is said with clauses as its grounds, rather than clauses shown to look at, or nothing."""
    return answer.clauses_are == "依据" and bool(answer.clauses)


@dataclass(frozen=True)
class Answers:
    """How many sentences were answered with the right topic (`right`), in its right variant where the sentence says
    which (`fitting`), with another topic beside it (`beside`), with anything else (`wrong`), or with no answer
    (`none`), the right topic then among the buttons (`offered`).
    """

    right: int
    fitting: int
    beside: int
    wrong: int
    none: int
    offered: int


def answers(
    sentences: Sequence[Sentence], replies: Mapping[str, Reply], library: Library
) -> Answers:
    """What became of `sentences`, all about topics."""
    count: Counter[str] = Counter()
    sends: dict[str, set[str]] = defaultdict(set)
    for pack in library.packs.values():
        for topic in pack.topics.values():
            sends[topic.id].add(topic.ask)
    for sentence in sentences:
        reply = replies[sentence.say]
        said = told(reply, library)
        if any(one.topic in sentence.topics for one in said):
            count["right"] += 1
            count["fitting"] += _fits(sentence, said)
            count["beside"] += any(one.topic not in sentence.topics for one in said)
        elif said or any(map(is_answer, reply.answers)):
            count["wrong"] += 1
        else:
            count["none"] += 1
            wanted = {send for topic in sentence.topics for send in sends[topic]}
            sent = {choice.send for one in reply.answers for choice in one.choices}
            count["offered"] += not wanted.isdisjoint(sent)
    return Answers(**{one.name: count[one.name] for one in fields(Answers)})


def _fits(sentence: Sentence, said: Sequence[Told]) -> bool:
    right = [one for one in said if one.topic in sentence.topics]
    place = sentence.place is None or {one.place for one in right} == {sentence.place}
    about = sentence.about is None or all(set(one.about) == set(sentence.about) for one in right)
    return place and about


def guessed(sentences: Iterable[Sentence], listener: Listener) -> list[bool]:
    """For each sentence whether the likeliest intent is right, sure or not."""
    return [not {*listener.heard[one.say].guesses}.isdisjoint(one.intents) for one in sentences]


def guessed_alone(sentences: Iterable[Sentence], listener: Listener) -> list[bool]:
    """The same where a sentence heard as several questions is right only if each of them is."""
    guesses = [(one, {*listener.heard[one.say].guesses}) for one in sentences]
    return [bool(heard) and heard <= {*one.intents} for one, heard in guesses]


def right_where_wrong(
    sentences: Sequence[Sentence], listener: Listener, share: float
) -> list[bool]:
    """The sentences heard right if it is taken as sure from where at most `share` of all is heard wrong.

    So listeners are compared whose confidences, and thresholds, mean different things.
    """
    marks = guessed(sentences, listener)
    sure = [next(iter(listener.heard[one.say].ranking), ("", 0.0))[1] for one in sentences]
    wrong, right = 0, [False] * len(marks)
    for place in sorted(range(len(marks)), key=lambda one: -sure[one]):
        wrong += not marks[place]
        if wrong > share * len(marks):
            break
        right[place] = marks[place]
    return right


def worst(sentences: Sequence[Sentence], listener: Listener, most: int) -> list[str]:
    """The topics missed most often: of how many, and what was heard instead."""
    missed: dict[tuple[str, ...], list[str]] = defaultdict(list)
    total: Counter[tuple[str, ...]] = Counter()
    for one in sentences:
        total[one.topics] += 1
        guesses = listener.heard[one.say].guesses
        if {*guesses}.isdisjoint(one.intents):
            missed[one.topics].append("+".join(name.removeprefix("ask_") for name in guesses))
    ranked = sorted(missed, key=lambda one: (-len(missed[one]), one))
    return [
        f"{' or '.join(one)}: {len(missed[one])} of {total[one]}, heard as "
        + ", ".join(f"{name} {times}" for name, times in Counter(missed[one]).most_common())
        for one in ranked[:most]
    ]
