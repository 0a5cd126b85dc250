"""The copies that growth is measured with are packs without a fault, each with a city and figures of its own."""

from __future__ import annotations

import pytest

from bench.scaling.copies import City, make
from rules import Library, load_library, screen
from rules.check import check
from rules.search import search


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[City], Library]:
    root = tmp_path_factory.mktemp("copies")
    cities = make(root, 5)
    return cities, load_library(root / "rules" / "packs")


def test_copies_have_no_fault(copied: tuple[list[City], Library]) -> None:
    assert check(copied[1]) == []


def test_each_is_another_citys_document(copied: tuple[list[City], Library]) -> None:
    cities, library = copied
    assert len(library.packs) == len(cities) == 5
    for what in ("place", "city", "number", "document"):
        assert len({str(getattr(pack.about, what)) for pack in library.packs.values()}) == 5, what
    for city in cities:
        assert city.name in library.packs[city.pack].about.city
        assert search(f"{city.name}人才", library.packs, city.pack)


def test_a_threshold_is_shifted_where_it_is_quoted_and_where_it_decides(
    copied: tuple[list[City], Library],
) -> None:
    cities, library = copied
    copy = cities[2]
    assert copy.original.id == "fushan-2017-23"

    def gap(pack: str) -> tuple[str, str]:
        facts = {
            "place": library.packs[pack].about.place,
            "main_founder": True,
            "share_percent": 30,
        }
        result = screen(facts, scope=(f"{pack}/sole_startup",), library=library).programmes[0]
        return result.failed[0].gap, result.failed[0].quote.text

    assert gap(copy.original.id) == ("差 35 - 30 = 5%", "占股比例不低于 35%")
    assert gap(copy.pack) == ("差 38 - 30 = 8%", "占股比例不低于 38%")
