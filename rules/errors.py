"""Every error the rules raise: what is wrong, where, and what to do about it, in one line."""

from __future__ import annotations


class WenceError(Exception):
    """Base of all our errors. `str()` is one clear line, in Chinese, fit to be shown."""


class PackError(WenceError):
    """A pack's file cannot be used: `key` is the place in `file`, `line` its number where known."""

    def __init__(
        self, file: str, key: str, problem: str, remedy: str, line: int | None = None
    ) -> None:
        self.file, self.key, self.line = file, key, line
        self.problem, self.remedy = problem, remedy
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{' '.join(filter(None, (place, key)))}：{problem}。{remedy}")


class FactError(WenceError):
    """A value given for the fact `fact` (its id) cannot be read."""

    def __init__(self, fact: str, problem: str, remedy: str) -> None:
        self.fact, self.problem, self.remedy = fact, problem, remedy
        super().__init__(f"{fact}：{problem}。{remedy}")


class DocumentError(WenceError):
    """A document's text does not divide into clauses with addresses of their own."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem}。{remedy}")


class QuoteError(WenceError):
    """Words said to stand in the clause `clause` do not stand there exactly once."""

    def __init__(self, clause: str, problem: str, remedy: str) -> None:
        self.clause, self.problem, self.remedy = clause, problem, remedy
        super().__init__(f"{clause}：{problem}。{remedy}")
