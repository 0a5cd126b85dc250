"""Says the same conversations to a service: one message at a time, and by all senders at once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from threading import Barrier

from bench.chatting.conversations import Conversation
from bench.chatting.service import Person, Service

_people = count(1)


@dataclass(frozen=True)
class Round:
    """What came of all messages in one start of a service.

    times: milliseconds of each, one at a time. rate: messages a second by all senders at once. memory: MB afterwards,
    of shared pages the share, and the whole. replies: the texts of each reply, one at a time. others: the
    cores that all else took meanwhile.
    """

    ready: float
    times: list[float]
    rate: float
    memory: tuple[float, float]
    replies: list[list[str]]
    others: float = 0.0


def measure(service: Service, said: Sequence[Sequence[Conversation]]) -> Round:
    """Says everything once one at a time and once by all senders; each conversation with a sender id of its own."""
    _talk(service.port, said[0][-1:])  # warms up
    one_at_a_time = [one for of_one in said for one in _talk(service.port, of_one)]
    rate = _together(service.port, said)
    replies = [texts for texts, _ in one_at_a_time]
    times = [took for _, took in one_at_a_time]
    return Round(service.ready, times, rate, service.memory(), replies)


def _talk(port: int, conversations: Sequence[Conversation]) -> list[tuple[list[str], float]]:
    person, answers = Person(port), []
    for conversation in conversations:
        sender = f"person {next(_people)}"
        answers += [person.say(sender, text) for text in conversation]
    return answers


def _together(port: int, said: Sequence[Sequence[Conversation]]) -> float:
    ready = Barrier(len(said) + 1)

    def talk(conversations: Sequence[Conversation]) -> int:
        ready.wait()
        return len(_talk(port, conversations))

    with ThreadPoolExecutor(len(said)) as senders:
        talks = [senders.submit(talk, of_one) for of_one in said]
        ready.wait()
        start = time.perf_counter()
        messages = sum(one.result() for one in talks)
        return messages / (time.perf_counter() - start)
