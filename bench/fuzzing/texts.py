"""Texts as Hypothesis draws them: from what the reader knows, from what it cannot expect, and repeated."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bench.fuzzing.vocabulary import NUMBERS, ODD, looked_for, words
from bot.message import LONGEST_MESSAGE

_ALL_PLANES = st.characters(blacklist_categories=())


def texts(longest: int = LONGEST_MESSAGE) -> SearchStrategy[str]:
    """Texts of up to `longest` characters, mostly made of the project's own words."""
    return st.one_of(_made_of_pieces(14), _made_of_pieces(8), _repeated(longest), _anything()).map(
        lambda text: text[:longest]
    )


def pieces() -> SearchStrategy[str]:
    """One word, number, mark or oddity."""
    known = st.sampled_from(words())
    looked = st.sampled_from(looked_for())
    numbers = st.sampled_from(NUMBERS)
    return st.one_of(known, looked, numbers, st.sampled_from(ODD), known, looked, numbers)


def _made_of_pieces(most: int) -> SearchStrategy[str]:
    return st.lists(pieces(), max_size=most).map("".join)


def _repeated(longest: int) -> SearchStrategy[str]:
    """A few pieces again and again, after a beginning and before an end of their own."""
    unit = st.lists(pieces(), min_size=1, max_size=4).map("".join)
    count = st.integers(2, 12).map(lambda count: longest if count == 12 else count)
    return st.builds(
        lambda start, unit, count, end: (start + unit * count)[: longest - len(end)] + end,
        pieces(),
        unit,
        count,
        st.one_of(st.just(""), pieces()),
    )


def _anything() -> SearchStrategy[str]:
    return st.one_of(st.text(max_size=80), st.text(alphabet=_ALL_PLANES, max_size=40))
