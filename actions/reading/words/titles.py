"""Makes the professional titles of all series (高级统计师, 副主任中医师, 一级律师) and the jobs called like them."""

from __future__ import annotations

from typing import Any

TITLE, MEDICINE = "title", "works_in_medicine"


def titles(data: dict[str, Any]) -> dict[str, dict[str, str | bool]]:
    """Title → the facts it says, of the `data` in actions/reading/data/titles.yaml."""
    return {
        f"{prefix}{name}": {TITLE: level, **({MEDICINE: True} if series.get("medical") else {})}
        for series in data["series"]
        for name in series["names"]
        for level, prefixes in series["levels"].items()
        for prefix in prefixes
    }


def jobs(data: dict[str, Any]) -> dict[str, dict[str, str | bool]]:
    """Job → what it says: nothing, and of a title where 职称 or 证 stands behind it (测试工程师职称)."""
    return {
        f"{trade}{job['name']}{sign}": {TITLE: job["level"]} if sign else {}
        for job in data["jobs"]
        for trade in job["of"]
        for sign in ("", "职称", "证")
    }
