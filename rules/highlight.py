"""Where the words of a query stand in a clause."""

from __future__ import annotations

from unicodedata import normalize

from rules.search import read_query


def highlights(words: str, text: str) -> list[tuple[int, int]]:
    """The places [from, to) in `text` that share a pair of characters, a number or a Latin word with `words`.

    A query of a single character is looked for by itself. In order, without overlap.
    """
    tokens = read_query(words).tokens
    telling = [one for one in tokens if len(one) > 1] or list(tokens)
    folded = "".join(_folded(one) for one in text)
    marked = [False] * len(text)
    for token in telling:
        at = folded.find(token)
        while at >= 0:
            marked[at : at + len(token)] = [True] * len(token)
            at = folded.find(token, at + 1)
    return _runs(marked)


def _folded(character: str) -> str:
    plain = normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character


def _runs(marked: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place, one in enumerate(marked):
        if not one:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs
