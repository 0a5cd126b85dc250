"""A Screening as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rules.facts import Fact
from rules.load import Library
from rules.result import Amount, ProgrammeResult, Screening


def screening_text(screening: Screening, library: Library) -> str:
    """All of `screening` that a reader needs, programme by programme."""
    lines = [validity.notice for validity in screening.validity]
    for result in screening.programmes:
        lines += ["", *_programme(result, library.dictionary.facts)]
    lines += [""] + [validity.after for validity in screening.validity if validity.after]
    lines += [validity.source for validity in screening.validity]
    lines += [f"注意：{note.text}（{note.quote.clause}）" for note in screening.notes]
    question = screening.next_question
    if question:
        facts = library.dictionary.facts
        lines.append(f"下一问（最多还有 {question.most_left} 问）：{question.ask}")
        lines += [f"  {fact}（{facts[fact].label}）" for fact in question.facts]
        lines.append(f"  {question.why}")
    else:
        lines.append("没有还需要问的了")
    return "\n".join(lines)


def _programme(result: ProgrammeResult, facts: Mapping[str, Fact]) -> Iterator[str]:
    tier = f"，{result.tier.label}" if result.tier else ""
    yield f"■ {result.label}：{result.status.label}{tier}（{result.pack}/{result.id}）"
    if not result.tier and result.status.high > 0 and result.tiers_possible:
        labels = [one.label for one in result.tiers if one.id in result.tiers_possible]
        yield f"  仍有可能：{'、'.join(labels)}"
    for reason in result.reasons:
        more = "（高于所列，举轻以明重）" if reason.higher else ""
        yield f"  ✓ {reason.label}{more}（{reason.quote.clause}：“{reason.quote.text}”）"
    for failure in result.failed:
        has = f"，现为 {failure.has}" if failure.has else ""
        gap = f"，{failure.gap}" if failure.gap else ""
        yield f"  ✗ {failure.label}{has}{gap}（{failure.quote.clause}：“{failure.quote.text}”）"
    for point in result.panel:
        yield f"  ? {point.label}（{point.quote.clause}：“{point.quote.text}”）"
    for amount in result.amounts:
        yield f"  ¥ {_amount(amount, result)}"
    for reading in result.readings:
        tier = f"，{reading.tier}" if reading.tier else ""
        yield f"  另一读法：{reading.other} → {reading.status.label}{tier}（现按：{reading.used}）"
    for near in result.near_misses:
        yield f"  ↗ {near.text}"
    if result.missing:
        yield f"  还不知道：{'、'.join(facts[name].label for name in result.missing)}"
    yield f"  {result.decided_by.text}（{result.decided_by.quote.clause}）"


def _amount(amount: Amount, result: ProgrammeResult) -> str:
    if amount.low is None and amount.high is None:
        words = amount.label
    elif amount.high is None:
        words = f"{amount.label} 不低于 {amount.low:g} 万元"
    elif amount.low == amount.high:
        words = f"{amount.label} {amount.low:g} 万元"
    else:
        words = f"{amount.label} {amount.low or 0:g}—{amount.high:g} 万元"
    labels = [one.label for one in result.tiers if one.id in amount.tiers]
    tiers = f"（{'、'.join(labels)}）" if labels else ""
    state = "" if amount.status.label == "满足" else f"，{amount.status.label}"
    computed = f"；{amount.computation}" if amount.computation else ""
    return f"{words}{tiers}{state}{computed}（{amount.quote.clause}：“{amount.quote.text}”）"
