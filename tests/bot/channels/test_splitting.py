"""A text in pieces: none too long, nothing lost, citations and links whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.splitting import LEAST, clip, split

LINK = '<a href="weixin://bizmsgmenu?msgmenucontent=我想&msgmenuid=1">看看我够不够</a>'


def size(text: str) -> int:
    return len(text.encode())


def solid(text: str) -> str:
    """`text` without white space."""
    return "".join(text.split())


def unmarked(text: str) -> str:
    return solid(text).replace("「", "").replace("」", "")


def texts_of(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=60).map("".join)


RUNNING = texts_of(
    "字",
    "福山区",
    "。",
    "！」",
    "；",
    "，",
    "：",
    "\n",
    "\n\n",
    " ",
    "a1",
    "30 万元",
    "👩‍👩‍👧",
    "🇨🇳",
    "é",
)
ANY = st.text() | texts_of(
    "「",
    "」",
    "<a ",
    "<a href=x>",
    "</a>",
    "字" * 5,
    "句子。",
    "，",
    "\n",
    " ",
    LINK,
    "依据：\n",
    "a" * 9,
)


def test_a_text_that_fits_stays_as_it_is() -> None:
    assert split("第一行\n第二行", 60) == ["第一行\n第二行"]


@pytest.mark.parametrize("blank", ["", " \n　\n"])
def test_nothing_gives_no_pieces(blank: str) -> None:
    assert split(blank, 60) == []


def test_a_limit_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="32"):
        split("字", LEAST - 1)


@given(RUNNING, st.integers(LEAST, 300))
def test_nothing_of_a_text_is_lost_or_added(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < size(piece) <= limit and piece == piece.strip() for piece in pieces)
    assert solid("".join(pieces)) == solid(text)


@given(ANY, st.integers(LEAST, 300))
def test_only_citation_marks_are_added_to_whatever_comes(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < size(piece) <= limit for piece in pieces)
    assert unmarked("".join(pieces)) == unmarked(text)


@given(st.lists(st.integers(1, 60), min_size=2, max_size=12), st.integers(200, 400))
def test_every_citation_and_link_that_fits_is_whole(sizes: list[int], limit: int) -> None:
    kept = [f"「{number}{'，原文。' * (n // 4)}「引」」" for number, n in enumerate(sizes)]
    text = "；".join(f"第{n}条{one}见{LINK}" for n, one in enumerate(kept))
    pieces = split(text, limit)
    assert all(size(piece) <= limit for piece in pieces)
    for one in kept:
        whole = size(one) <= limit
        assert sum(one in piece for piece in pieces) == whole
    assert sum(piece.count(LINK) for piece in pieces) == len(kept)


@given(
    st.lists(
        st.sampled_from(["独立创业人才", "占股不低于 35%", "，", "。", "；", "\n"]), max_size=80
    )
)
def test_a_long_citation_becomes_several_with_only_its_words(words: list[str]) -> None:
    text = f"第十一条「首{''.join(words)}尾」完"
    pieces = split(text, 120)
    for piece in pieces:
        assert size(piece) <= 120
        assert re.fullmatch(r"(第十一条)?(「[^「」]+」)?完?", piece), piece
    assert unmarked("".join(pieces)) == unmarked(text)


def test_a_long_citation_is_cut_at_the_ends_of_its_sentences() -> None:
    sentences = [f"第{n}层次：产品附加值较高、市场潜力大。" for n in "一二三四五六"]
    pieces = split(f"第十一条「{''.join(sentences)}」", 150)
    assert pieces[0] == f"第十一条「{''.join(sentences[:2])}」"
    assert pieces[-1].endswith("市场潜力大。」")
    assert all(piece.endswith("。」") for piece in pieces)


def test_a_citation_within_a_long_one_stays_whole() -> None:
    inner = "「聚福英才计划」"
    pieces = split(f"「{'甲乙丙丁，' * 7}{inner}{'戊己庚辛，' * 7}」", 120)
    assert sum(inner in piece for piece in pieces) == 1
    assert all(piece[0] == "「" and piece[-1] == "」" for piece in pieces)


@pytest.mark.parametrize("text", ["按「办法执行。", "按」办法执行。", "」」「「"])
def test_marks_without_their_other_half_are_kept_and_none_added(text: str) -> None:
    pieces = split(text * 20, 90)
    assert all(size(piece) <= 90 for piece in pieces)
    # Halves that find each other across sentences may be cited again; single ones are left alone.
    assert unmarked("".join(pieces)) == unmarked(text * 20)


def test_an_open_mark_does_not_keep_the_text_from_being_cut_at_sentences() -> None:
    text = "「" + "按本意见执行。" * 30
    pieces = split(text, 100)
    assert "".join(pieces) == text
    assert all(piece.endswith("。") for piece in pieces)


def test_lines_come_before_sentences_and_sentences_before_commas() -> None:
    long, short, after = "一二三四五六七八九十甲乙丙丁", "戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
    assert split(f"{long}\n{short}。{short}，{after}", 80)[0] == long
    assert split(f"{long}。{short}，{after}", 80)[0] == f"{long}。"
    assert split(f"{long}，{short}{after}", 80)[0] == f"{long}，"


def test_a_good_place_far_from_the_end_is_not_worth_another_message() -> None:
    pieces = split("短行\n" + "一二三四，" * 40, 150)
    assert len(pieces) == 5
    assert all(size(piece) >= 75 for piece in pieces[:-1])


@pytest.mark.parametrize(
    "heading", ["依据（烟福发〔2017〕23号）：", "请问：您的学历是什么？（最多还有 3 问）"]
)
def test_a_heading_goes_with_what_stands_below_it(heading: str) -> None:
    below = "· 第八条「全职在福创新工作的人才，签订五年以上合同」"
    pieces = split(f"{'前面的话说完了。' * 4}\n{heading}\n{below}", 170)
    assert pieces[-1] == f"{heading}\n{below}"


def test_headings_alone_are_cut_between_them() -> None:
    assert set("\n".join(split("依据：\n" * 50, 100)).split("\n")) == {"依据："}


@pytest.mark.parametrize(
    ("room", "above", "beside"),
    [(24, "原文如下。", "依据：\n· 第八条"), (14, "原文如下。\n依据：", "· 第八条")],
)
def test_a_citation_that_fills_a_piece_takes_along_what_has_room(
    room: int, above: str, beside: str
) -> None:
    cited = f"「{'全职在福创新工作的人才。' * 4}」"
    text = f"原文如下。\n依据：\n· 第八条{cited}"
    assert split(text, size(cited) + room) == [above, f"{beside}{cited}"]


@pytest.mark.parametrize("sign", ["👩‍👩‍👧‍👦", "👍🏽", "🇨🇳", "é", "❤️", "2022-09-30、"])
def test_what_is_read_as_one_sign_is_not_cut(sign: str) -> None:
    # Two texts whose limits fall at different places within the sign.
    for before in ("字", "字字"):
        pieces = split(before + sign * 40, 64)
        assert all(re.fullmatch(f"({before})?({re.escape(sign)})+", piece) for piece in pieces), (
            pieces
        )


@pytest.mark.parametrize(
    "unit",
    [
        "「",
        "<a ",
        "字",
        "a",
        "。",
        "<a></a>",
        "「」",
        "「 」",
        "</a>",
        "：\n",
        "\u0301",
        "依据：\n",
    ],
)
def test_hostile_texts_are_cut_into_full_pieces(unit: str) -> None:
    text = unit * (100_000 // size(unit))
    pieces = split(text, 2047)
    assert all(size(piece) <= 2047 for piece in pieces)
    assert len(pieces) < 120
    assert unmarked("".join(pieces)) == unmarked(text)


def test_citations_deep_within_each_other_are_cut_all_the_same() -> None:
    text = "「" * 15_000 + "深" + "」" * 15_000
    pieces = split(text, 2047)
    assert all(size(piece) <= 2047 for piece in pieces)
    assert unmarked("".join(pieces)) == "深"


def test_clip_keeps_a_short_line_and_only_the_first() -> None:
    assert clip("不满足。\n记下了：博士", 64) == "不满足。"


@given(RUNNING, st.integers(48, 120))
def test_clip_keeps_the_beginning(text: str, limit: int) -> None:
    clipped = clip(text, limit)
    assert size(clipped) <= limit
    assert "\n" not in clipped
    assert text.strip().startswith(clipped.removesuffix("…"))
