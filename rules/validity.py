"""When a document applies, and what to say about it on a given day."""

from __future__ import annotations

from datetime import date

from rules.load import Pack
from rules.result import Validity


def validity(pack: Pack, as_of: date) -> Validity:
    """Whether the document of `pack` applies on `as_of`, and what to say about it."""
    about = pack.about
    start, end = about.effective.from_, about.effective.to
    title = f"{about.city}{about.number}"
    if as_of > end:
        other = "".join(f"；{note.text}" for note in about.effective.end_readings)
        notice = (
            f"【已到期】{title}按文面已于 {end} 到期{other}，"
            "有无延续或新文件须向主管部门核实；以下按原文解答，供查考。"
        )
    elif as_of < start:
        notice = f"{title}自 {start} 起实施，查询日期 {as_of} 尚未实施。"
    else:
        notice = f"{title}有效期 {start} 至 {end}，查询日期 {as_of} 在有效期内。"
    return Validity(
        pack=pack.id,
        title=about.title,
        number=about.number,
        city=about.city,
        effective_from=start,
        effective_to=end,
        expired=as_of > end,
        notice=notice,
        after=f"{about.after_expiry.text}（{about.after_expiry.quote.clause}）"
        if as_of > end
        else "",
        source=f"《{about.title}》（{about.number}），{start} 起实施，有效期至 {end}；查询日期 {as_of}",
        quote=about.effective.quote,
    )
