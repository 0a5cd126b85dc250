"""Clause search: BM25 over characters and pairs of characters.

Questions and clauses share characters more often than dictionary words, so no segmenter is needed.
The ready libraries bring numpy and score every clause at every query; the postings below are a page
of code, built once a document when it is first searched, and a query touches only the clauses it
shares a character with. Each document has its own index, so a search in one pack costs the same
however many packs there are.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from heapq import nlargest
from math import log
from operator import add, itemgetter
from sys import intern
from typing import NamedTuple, Protocol
from unicodedata import normalize
from weakref import WeakKeyDictionary

from opencc import OpenCC
from pydantic import BaseModel, ConfigDict

from rules.errors import WenceError
from rules.outline import numeral
from rules.source import Document, squeeze

_SATURATION, _LENGTH = 1.2, 0.75  # BM25's k1 and b
_CONTEXT_WEIGHT = 0.3  # of the words of a clause's title and of the sentence it hangs from
_NAMED = 1000.0  # above any sum of word scores: a clause named by its address comes first
_RUN = re.compile("[0-9a-z\u4e00-\u9fff]+")
_TOKEN = re.compile("[0-9]+|[a-z]+|[\u4e00-\u9fff]")
_NUMBER = r"([零一二三四五六七八九十百]+|[0-9]{1,2})"
_ADDRESS = re.compile(rf"(第?){_NUMBER}(条|部分)(?:第?[(]?{_NUMBER}[)]?(款|层次|项)?)?")


class Holder(Protocol):
    """Anything that holds a document: a pack."""

    @property
    def document(self) -> Document: ...


class Hit(BaseModel):
    """A clause found: its pack's id, its address and words, and a score that only ranks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pack: str
    clause: str
    text: str
    score: float


class Query(NamedTuple):
    """A question: its tokens, each once, and the addresses it may name, narrower before wider."""

    tokens: tuple[str, ...]
    addresses: tuple[str, ...]


class ClauseIndex:
    """The inverted index of one document.

    A clause is found by its own words; those of its children lead to the children.
    """

    def __init__(self, document: Document) -> None:
        own = _own_words(document)
        counts = {address: Counter(_tokens(words)) for address, words in own.items()}
        weighed = {address: _in_context(document, address, counts) for address in own}
        mean = sum(map(len, own.values())) / max(1, len(own))
        spread = Counter(token for count in weighed.values() for token in count)
        rarity = {token: log(1 + (len(own) - n + 0.5) / (n + 0.5)) for token, n in spread.items()}
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (address, count) in enumerate(weighed.items()):
            damping = _SATURATION * (1 - _LENGTH + _LENGTH * len(own[address]) / mean)
            for token, times in count.items():
                score = rarity[token] * times * (_SATURATION + 1) / (times + damping)
                postings[token].append((number, score))
        # A title has no words of its own, but may be asked for by its address.
        self._addresses = tuple(dict.fromkeys((*weighed, *document.clauses)))
        self._numbers = {address: number for number, address in enumerate(self._addresses)}
        # Of many documents most time goes into fetching from memory: side by side they are fetched together.
        self._spans: dict[str, tuple[int, int]] = {}
        self._clauses, self._scores = array("I"), array("d")
        for token, found in postings.items():
            begin = len(self._clauses)
            self._clauses.extend(number for number, _ in found)
            self._scores.extend(score for _, score in found)
            self._spans[intern(token)] = begin, len(self._clauses)

    def search(self, words: str, top: int) -> list[tuple[str, float]]:
        """The `top` clauses most like `words`, best first; none where no character matches."""
        return self.rank(read_query(words), top)

    def rank(self, query: Query, top: int) -> list[tuple[str, float]]:
        """`search` with a query already read, for one query to many documents."""
        scores: dict[int, float] = defaultdict(float)
        for token in query.tokens:
            begin, end = self._spans.get(token, (0, 0))
            for clause, score in zip(
                self._clauses[begin:end], self._scores[begin:end], strict=True
            ):
                scores[clause] += score
        named = (self._numbers[one] for one in query.addresses if one in self._numbers)
        for rank, clause in enumerate(named, start=1):
            scores[clause] += _NAMED / rank
        best = sorted(scores.items(), key=itemgetter(1), reverse=True)[:top]
        return [(self._addresses[clause], score) for clause, score in best]


_indexes: WeakKeyDictionary[Document, ClauseIndex] = WeakKeyDictionary()


def search(
    words: str, packs: Mapping[str, Holder], pack: str | None = None, top: int = 5
) -> tuple[Hit, ...]:
    """The `top` clauses most like `words`, in all packs or the one named; empty if nothing matches.

    A clause whose address is among the words (第八条, 八条二, 第8条) comes first.
    Raises WenceError for an unknown pack.
    """
    if pack is not None and pack not in packs:
        raise WenceError(f"没有文件「{pack}」。现有：{'、'.join(packs)}")
    query = read_query(words)
    found = (
        (score, name, address)
        for name in (packs if pack is None else (pack,))
        for address, score in _index(packs[name].document).rank(query, top)
    )
    best = nlargest(top, found, key=lambda hit: hit[0])
    return tuple(
        Hit(pack=name, clause=address, text=packs[name].document.clauses[address].text, score=score)
        for score, name, address in best
    )


def named(words: str, packs: Mapping[str, Holder]) -> tuple[Hit, ...]:
    """The clause of each pack that `words` name by its address, the narrowest there is; most name none."""
    addresses = read_query(words).addresses
    found = []
    for name, pack in packs.items():
        clauses = pack.document.clauses
        address = next((one for one in addresses if one in clauses), None)
        if address is not None:
            found.append(Hit(pack=name, clause=address, text=clauses[address].text, score=_NAMED))
    return tuple(found)


def names_address(words: str) -> bool:
    """Whether `words` name a clause by an address, which a document may have or not."""
    return bool(read_query(words).addresses)


def _index(document: Document) -> ClauseIndex:
    index = _indexes.get(document)
    if index is None:
        index = _indexes[document] = ClauseIndex(document)
    return index


def _own_words(document: Document) -> dict[str, str]:
    """What each clause says before its first child; a clause that is only a title is left out."""
    ends = {address: clause.end for address, clause in document.clauses.items()}
    for clause in document.clauses.values():
        if clause.parent:
            ends[clause.parent] = min(ends[clause.parent], clause.start)
    words = {a: document.squeezed[c.start : ends[a]] for a, c in document.clauses.items()}
    return {a: own for a, own in words.items() if own != squeeze(document.clauses[a].heading)}


def _in_context(
    document: Document, address: str, counts: Mapping[str, Counter[str]]
) -> dict[str, float]:
    """The clause's tokens and, a little, those of its title and parent: items lack a subject."""
    clause = document.clauses[address]
    weighed: dict[str, float] = defaultdict(float, counts[address])
    for context in (Counter(_tokens(clause.heading)), counts.get(clause.parent or "", Counter())):
        for token, times in context.items():
            weighed[token] += times * _CONTEXT_WEIGHT
    return weighed


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def read_query(words: str) -> Query:
    """The words as a query: simplified script, half width, lower case, no white space."""
    folded = _simplifier().convert(normalize("NFKC", squeeze(words)).lower())
    return Query(tuple(dict.fromkeys(_tokens(folded))), tuple(_named(folded)))


def _tokens(text: str) -> list[str]:
    """Characters, numbers and Latin words, and the pairs of them that no punctuation parts."""
    tokens: list[str] = []
    for run in _RUN.findall(normalize("NFKC", squeeze(text)).lower()):
        single = _TOKEN.findall(run)
        tokens += single
        tokens += map(add, single, single[1:])
    return tokens


def _named(asked: str) -> Iterator[str]:
    """The addresses that the folded words may mean, the narrower before the wider."""
    for match in _ADDRESS.finditer(asked):
        ordinal, number, kind, part, unit = match.groups()
        if not (ordinal or part or match[0] == asked):
            continue  # 三条建议 is a count
        whole = f"第{_chinese(number)}{kind}"
        if part:
            part = _chinese(part)
            yield whole + (f"第{part}{unit}" if unit in ("款", "层次") else f"（{part}）")
        yield whole


def _chinese(number: str) -> str:
    return numeral(int(number)) if number.isascii() else number
