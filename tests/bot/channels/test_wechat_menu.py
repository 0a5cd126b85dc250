"""The menu of the official account: what is pushed, what is refused before it is, and what the operator reads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.channels.wechat.menu import body, read_menu
from rules.errors import PackError
from tests.wechat.account import Account
from tests.wechat.menu import check_menu
from tests.wechat.platform_api import MENU_CREATE, STABLE_TOKEN, PlatformApi

SITE = "https://wence.example.cn"
VARIABLES = ("APPID", "TOKEN", "AES_KEY", "SECRET", "PUSH", "API")


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*(f"WENCE_WECHAT_{one}" for one in VARIABLES), "WENCE_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def _set(monkeypatch: pytest.MonkeyPatch, account: Account, platform: PlatformApi) -> None:
    """The account's settings, and the address of the site."""
    monkeypatch.setenv("WENCE_WECHAT_APPID", account.appid)
    monkeypatch.setenv("WENCE_WECHAT_TOKEN", account.token)
    monkeypatch.setenv("WENCE_WECHAT_SECRET", account.secret)
    monkeypatch.setenv("WENCE_WECHAT_API", platform.url)
    monkeypatch.setenv("WENCE_PUBLIC_URL", f"{SITE}/")


@pytest.mark.usefixtures("_set")
def test_the_menu_reaches_the_platform(
    platform: PlatformApi, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["wechat", "menu"]) == 0
    assert platform.menu == body(read_menu(), SITE)
    out = capsys.readouterr().out
    assert out.startswith("已设置菜单")
    assert "看看我够不够条件：说「我想看看自己够不够条件」" in out
    assert f"打开网页版：打开 {SITE}/\n" in out
    # WeChat shows \uXXXX as it stands.
    assert "转人工".encode() in platform.faults.calls[-1].body


def test_showing_asks_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENCE_PUBLIC_URL", SITE)
    assert main(["wechat", "menu", "--show"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("预审\n  看看我够不够条件：")
    assert f"打开 {SITE}/" in out
    assert "已设置" not in out


@pytest.mark.usefixtures("_set")
def test_without_an_address_what_opens_a_page_is_left_out_and_named(
    platform: PlatformApi, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("WENCE_PUBLIC_URL")
    assert main(["wechat", "menu"]) == 0
    assert "没有设置 WENCE_PUBLIC_URL，略去“打开网页版”" in capsys.readouterr().out
    assert platform.menu is not None
    assert '"view"' not in json.dumps(platform.menu)


@pytest.mark.usefixtures("_set")
@pytest.mark.parametrize(("code", "words"), [(48001, "没有这个接口的权限"), (45010, "请明天再试")])
def test_a_refusal_is_told_in_one_line(
    platform: PlatformApi, capsys: pytest.CaptureFixture[str], code: int, words: str
) -> None:
    platform.faults.fail(MENU_CREATE, code)
    assert main(["wechat", "menu"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.usefixtures("_set")
def test_a_server_that_is_not_listed_is_told_its_ip(
    account: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    account.ip_listed = False
    assert main(["wechat", "menu"]) == 1
    err = capsys.readouterr().err
    assert "203.0.113.7" in err
    assert account.secret not in err


@pytest.mark.usefixtures("_set")
def test_without_a_secret_nothing_is_asked(
    platform: PlatformApi, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("WENCE_WECHAT_SECRET")
    assert main(["wechat", "menu"]) == 1
    assert "WENCE_WECHAT_SECRET" in capsys.readouterr().err
    assert platform.faults.count(STABLE_TOKEN) == 0


def test_the_help_is_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["wechat", "--help"], ["wechat", "menu", "--help"]):
        with pytest.raises(SystemExit) as end:
            main(arguments)
        assert end.value.code == 0
        assert "公众号" in capsys.readouterr().out


@pytest.mark.parametrize("url", [None, SITE])
def test_our_menu_is_one_that_the_platform_takes(url: str | None) -> None:
    check_menu(body(read_menu(), url))


def test_a_button_with_nothing_left_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "menu.yaml"
    file.write_text(
        "- {name: 网页, entries: [{name: 打开, open: /}]}\n"
        "- {name: 问, entries: [{name: 问, say: 你好}]}\n"
    )
    shown = body(read_menu(file), None)["button"]
    assert [one["name"] for one in shown] == ["问"]


SOUND = "- name: 预审\n  entries:\n    - {name: 看看, say: 看看}\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (SOUND * 4, 1, "有 4 个按钮。请改成 1 到 3 个"),
        ("[]\n", 1, "有 0 个按钮"),
        (SOUND.replace("预审", "预审条件表"), 1, "最多显示 4 个字，请改短"),
        (SOUND.replace("预审", "''"), 1, "有 0 个字"),
        (SOUND + "    - {name: 看看, say: 看}\n" * 5, 2, "有 6 项。请改成 1 到 5 项"),
        ("- name: 预审\n  entries: []\n", 2, "有 0 项"),
        (SOUND.replace("name: 看看", "name: 看看我够不够那条件"), 3, "最多显示 8 个字"),
        (SOUND.replace("say: 看看", f"say: {'看' * 43}"), 3, "有 129 个字节"),
        (SOUND.replace("say: 看看", "say: '看看 '"), 3, "前后有空白"),
        (SOUND.replace(", say: 看看", ""), 3, "要有 say 或 open 中的一个"),
        (SOUND.replace("say: 看看", "say: 看看, open: /"), 3, "要有 say 或 open 中的一个"),
        (SOUND.replace("say: 看看", "open: https://a.cn"), 3, "请写以 / 开头的路径"),
        (SOUND.replace("say: 看看", "says: 看看"), 3, "不认识这个键"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    file = tmp_path / "menu.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as raised:
        read_menu(file)
    assert re.search(rf"menu\.yaml:{line}[ ：]", str(raised.value))
    assert words in str(raised.value)
