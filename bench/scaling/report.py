"""The figures for each number of packs as a table, with what became of the goals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Found = Mapping[int, Mapping[str, float]]

ROWS = {
    "first_load_s": "load, first time: s of work",
    "first_load_wall_s": "… s on the clock",
    "load_s": "load, parsed before: s of work",
    "load_wall_s": "… s on the clock",
    "memory_mb": "memory of the packs: MB",
    "index_ms": "index of one city: ms",
    "search_city_ms": "clause search in one city: ms",
    "search_all_ms": "clause search in all: ms",
    "search_all_first_ms": "… first time: ms",
    "console_city_ms": "console search in one city, HTTP: ms on the clock",
    "console_all_ms": "console search in all, HTTP: ms on the clock",
    "screen_city_ms": "screening in one city: ms",
    "start_s": "start of the assistant: s of work",
    "turn_city_ms": "turn about a city: ms of work",
    "turn_city_p95_ms": "… 95th percentile",
    "turn_city_wall_ms": "… ms on the clock",
    "turn_no_city_ms": "turn that names no city: ms of work",
    "turn_no_city_p95_ms": "… 95th percentile",
    "reply_city_characters": "longest reply about a city: characters",
    "reply_no_city_characters": "… that names no city: characters",
    "service_mb": "memory of the process: MB",
    "train_s": "training: s of work",
    "train_wall_s": "… s on the clock",
    "train_mb": "memory of training: MB",
}
SLACK = 1.5  # of a figure that stays flat, for what else the machine does
NOISE = 1.25  # of one that grows
# What stays flat is held against so many packs: from there on as many cities are asked about, and their documents do
# not all stay in the processor's cache, as those of two do.
FLAT_FROM = 10
FLAT = ("search_city_ms", "screen_city_ms")
GROWING = (
    "first_load_s", "load_s", "memory_mb", "search_all_ms", "search_all_first_ms",
    "console_all_ms", "start_s", "turn_city_ms", "turn_no_city_ms", "service_mb", "train_s",
)  # fmt: skip


def print_table(found: Found, base: int) -> None:
    """A line a figure, a column a number of packs; behind each figure its ratio to that with `base` packs."""
    print("| packs | " + " | ".join(f"{packs:,}" for packs in found) + " |")
    print("|---|" + "---|" * len(found))
    for name, words in ROWS.items():
        if any(name in figures for figures in found.values()):
            cells = (_cell(figures.get(name), found[base].get(name)) for figures in found.values())
            print(f"| {words} | " + " | ".join(cells) + " |")


def _cell(value: float | None, base: float | None) -> str:
    if value is None:
        return "–"
    shown = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return f"{shown} ({value / base:.2g}×)" if base else shown


def print_goals(found: Found, base: int) -> None:
    """A line a goal: met or missed."""
    print()
    for words, met in _goals(found, base):
        print(f"{'met   ' if met else 'MISSED'}  {words}")


def _goals(found: Found, base: int) -> Iterator[tuple[str, bool]]:
    least = found[base]
    for name in ("search_all_ms", "console_all_ms"):
        yield f"{ROWS[name]}, {base} packs, ≤ 5 ms: {least[name]:.2f}", least[name] <= 5
    for packs, figures in found.items():
        if packs <= base:
            continue
        for name in FLAT if packs > FLAT_FROM in found else ():
            ratio = figures[name] / found[FLAT_FROM][name]
            words = f"{ROWS[name]}, {packs:,} packs as {FLAT_FROM}: {ratio:.2f}×"
            yield words, ratio <= SLACK
        ratio = figures["turn_city_ms"] / least["turn_city_ms"]
        yield f"a turn with {packs:,} packs under 2×: {ratio:.2f}×", ratio < 2
        ratio = figures["turn_no_city_ms"] / least["turn_no_city_ms"]
        yield f"a turn that names no city with {packs:,} packs under 2×: {ratio:.2f}×", ratio < 2
        if packs >= 1000:
            for name in ("first_load_wall_s", "load_wall_s"):
                kind = "first time" if name[:5] == "first" else "parsed before"
                took = figures[name]
                yield f"{packs:,} packs load ({kind}) in ≤ 10 s: {took:.1f}", took <= 10
        for name in GROWING:
            if name in figures and least.get(name):
                ratio, most = figures[name] / least[name], packs / base
                yield (
                    f"{ROWS[name]}, no faster than the packs ({most:g}×): {ratio:.3g}×",
                    ratio <= max(most, SLACK) * NOISE,
                )
