"""What the operator reads when the configuration is examined, with each point in its bad form at least once."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Iterator, Sequence
from email.utils import formatdate
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.__main__ import main
from bot.channels.doctor import examine, of_key
from bot.channels.settings import wecom_settings
from bot.channels.wechat.menu import body, read_menu
from bot.channels.wecom import routes as wecom
from bot.project import WENCE
from bot.store.database import Database
from bot.store.tables import AccessToken, Address, Conversation, Inbox, Outbox
from tests.bot.channels.conftest import Start
from tests.wechat.account import Account, Corp, new_aes_key
from tests.wechat.clock import Clock
from tests.wechat.kf_api import ACCOUNT_LIST, GET_TOKEN, KfApi
from tests.wechat.platform_api import (
    CALLBACK_CHECK,
    CUSTOM_SEND,
    CUSTOM_TYPING,
    MENU_GET,
    PlatformApi,
)
from tests.wechat.server import Server
from tests.wechat.service import SITE

NAMES = ("TOKEN", "AES_KEY", "SECRET", "API")
VARIABLES = [
    "WENCE_PUBLIC_URL",
    "WENCE_SECRET",
    *(f"WENCE_WECHAT_{name}" for name in (*NAMES, "APPID", "PUSH")),
    *(f"WENCE_WECOM_{name}" for name in (*NAMES, "CORPID")),
]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database that the service and the doctor share."""
    url = f"sqlite:///{tmp_path / 'wence.db'}"
    monkeypatch.setenv("WENCE_DATABASE_URL", url)
    return Database(url)


@pytest.fixture(autouse=True)
def _only_the_database_is_set(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


class Configured:
    """What is set, `configured(SECRET="…")` changing variables of the account."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, prefix: str) -> None:
        self._monkeypatch, self._prefix = monkeypatch, prefix

    def __call__(self, **values: str | None) -> None:
        for name, value in values.items():
            variable = name if name.startswith("WENCE_") else f"{self._prefix}{name}"
            if value is None:
                self._monkeypatch.delenv(variable, raising=False)
            else:
                self._monkeypatch.setenv(variable, value)


@pytest.fixture
def configured(
    monkeypatch: pytest.MonkeyPatch, account: Account, platform: PlatformApi
) -> Configured:
    """The account's settings and the address of the site, all right."""
    configured = Configured(monkeypatch, "WENCE_WECHAT_")
    configured(
        APPID=account.appid,
        TOKEN=account.token,
        AES_KEY=account.aes_key,
        SECRET=account.secret,
        API=platform.url,
        WENCE_PUBLIC_URL=SITE,
    )
    return configured


async def examined(app: Any = None) -> list[str]:
    """The lines. app: what answers at SITE."""
    mounts = {} if app is None else {SITE: httpx.ASGITransport(app)}
    async with httpx.AsyncClient(mounts=mounts) as http:
        return [str(one) async for one in examine(WENCE, http)]


def told(lines: Sequence[str], *words: str) -> str:
    """The one line that has all the words."""
    (line,) = [one for one in lines if all(word in one for word in words)]
    assert "\n" not in line
    return line


def site(**answers: Any) -> Starlette:
    """A site that is not ours. answers: by path, without its slash, of what is asked there in whatever way."""
    health = answers.pop("health", None) or JSONResponse({"status": "ok"})

    def answering(answer: Any) -> Any:
        return (lambda _: answer) if isinstance(answer, Response) else answer

    paths = {"health": health, **answers}
    return Starlette(
        routes=[
            Route(f"/{path}", answering(answer), methods=["GET", "POST"])
            for path, answer in paths.items()
        ]
    )


@pytest.fixture
def free_port() -> int:
    """A port at which nothing answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


# Everything right


async def test_a_sound_configuration(
    start: Start, configured: Configured, account: Account, platform: PlatformApi
) -> None:
    configured(WENCE_SECRET="for all machines")
    platform.menu = body(read_menu(), SITE)
    lines = await examined((await start()).app)
    assert [line for line in lines if line[0] != "✓"] == [
        "– 微信客服：没有启用（没有设置 WENCE_WECOM_TOKEN 等）"
    ]
    assert f"✓ {SITE} 能访问，问策在运行" in lines
    assert f"✓ {SITE}/wechat 通过了验证：地址、代理和 Token 都对" in lines
    assert f"✓ {SITE}/wechat 收得到消息，能解密" in lines
    for secret in (account.token, account.secret, account.aes_key, platform.tokens.current):
        assert secret not in "".join(lines)


async def test_nothing_is_sent_and_nothing_is_kept(
    start: Start, configured: Configured, platform: PlatformApi, database: Database
) -> None:
    await examined((await start()).app)
    assert platform.faults.count(CUSTOM_SEND) == 0
    assert not any(platform.inboxes.values())
    with database.session() as session:
        for table in (Inbox, Outbox, Address, Conversation, AccessToken):
            assert session.scalars(select(table)).all() == []


async def test_the_command_over_the_network(
    start: Start, configured: Configured, capsys: pytest.CaptureFixture[str]
) -> None:
    service = await start()
    configured(WENCE_PUBLIC_URL=service.url)
    assert await asyncio.to_thread(main, ["wechat", "doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    # A test cannot have port 443; all else is right.
    port = service.url.rpartition(":")[2]
    assert [line for line in lines if line[0] == "✗"] == [
        f"✗ WENCE_PUBLIC_URL 用了端口 {port}：微信只连 80（http）和 443（https）"
    ]
    assert "✓ 服务器的时钟是准的" in lines
    assert lines[-1] == "有 1 处要改（✗）"


def test_the_command_says_when_nothing_is_to_be_mended(
    configured: Configured, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(WENCE_PUBLIC_URL=None)
    assert main(["wechat", "doctor"]) == 0
    assert capsys.readouterr().out.endswith("没有要改的地方\n")


async def test_plain_mode_works_and_is_advised_against(
    start: Start, configured: Configured, account: Account
) -> None:
    account.mode = "plain"
    configured(AES_KEY=None)
    lines = await examined((await start()).app)
    assert told(lines, "明文模式").startswith("！")
    assert "安全模式" in told(lines, "明文模式")
    assert f"✓ {SITE}/wechat 收得到消息" in lines


# The variables


async def test_with_nothing_set_the_way_to_the_docs_is_told() -> None:
    lines = await examined()
    assert told(lines, "没有启用任何渠道").startswith("✗")
    assert told(lines, "公众号：没有启用").startswith("–")
    assert told(lines, "没有设置 WENCE_PUBLIC_URL").startswith("！")


async def test_every_variable_that_is_wrong_is_named_at_once(
    configured: Configured, platform: PlatformApi
) -> None:
    configured(APPID=None, TOKEN="a-b", AES_KEY="short", PUSH="perhaps", API="weixin")
    lines = await examined(site())
    for name in ("APPID", "TOKEN", "AES_KEY", "PUSH", "API"):
        assert told(lines, f"WENCE_WECHAT_{name}").startswith("✗")
    assert "现在填的有 5 个字符" in told(lines, "AES_KEY")
    assert "✓ WENCE_WECHAT_SECRET 已设置，形式正确" in lines
    assert told(lines, "没有检查，请先改好上面的变量").startswith("–")
    assert platform.faults.calls == []


async def test_push_without_a_secret(configured: Configured) -> None:
    configured(PUSH="yes", SECRET=None)
    assert told(await examined(site()), "PUSH=yes 时还要设置").startswith("✗")


async def test_a_database_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENCE_DATABASE_URL", "postgresql://127.0.0.1:1/none")
    lines = await examined()
    assert told(lines, "数据库用不了", "WENCE_DATABASE_URL").startswith("✗")


def test_several_machines_need_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(of_key("postgresql://host/wence")).startswith("！ 没有设置 WENCE_SECRET")
    assert of_key("sqlite:///wence.db").mark == "✓"
    monkeypatch.setenv("WENCE_SECRET", "a key")
    assert str(of_key("postgresql://host/wence")) == "✓ WENCE_SECRET 已设置"


# The address


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("wence.example.cn", "应是 http(s) 网址"),
        ("http://127.0.0.1:{port}", "微信只连 80（http）和 443（https）"),
        ("http://127.0.0.1:{port}", "连不上（ConnectError"),
        ("http://127.0.0.1", "传输不加密"),
    ],
)
async def test_addresses_that_will_not_do(
    configured: Configured, free_port: int, url: str, words: str
) -> None:
    configured(WENCE_PUBLIC_URL=url.format(port=free_port))
    assert told(await examined(), words).startswith("✗")


async def test_without_an_address_the_server_is_not_examined(configured: Configured) -> None:
    configured(WENCE_PUBLIC_URL=None)
    lines = await examined()
    assert told(lines, "因为到不了服务器").startswith("–")
    assert told(lines, "拿到了 access_token").startswith("✓")


async def test_a_certificate_that_is_none(configured: Configured) -> None:
    server = Server([])
    try:
        configured(WENCE_PUBLIC_URL=server.url.replace("http:", "https:"))
        lines = await examined()
    finally:
        server.close()
    assert told(lines, "HTTPS 证书或加密不对").startswith("✗")


async def test_somebody_else_answers_there(configured: Configured) -> None:
    page = PlainTextResponse("<html>502 Bad Gateway</html>", 502)
    lines = await examined(site(health=page))
    assert told(lines, "/health 返回 HTTP 502").startswith("✗")


@pytest.mark.parametrize(("late", "words"), [(400, "慢了 4"), (-90, "快了 ")])
async def test_a_clock_that_is_wrong(configured: Configured, late: int, words: str) -> None:
    date = {"Date": formatdate(time.time() - late, usegmt=True)}
    lines = await examined(site(health=JSONResponse({"status": "ok"}, headers=date)))
    assert told(lines, "服务器的时钟", words).startswith("✗")


async def test_a_clock_that_cannot_be_compared(configured: Configured, free_port: int) -> None:
    configured(API=f"http://127.0.0.1:{free_port}")
    lines = await examined(site())
    assert told(lines, "时钟：没有检查").startswith("–")
    assert told(lines, "拿不到 access_token。连不上微信平台").startswith("✗")


# What the running service takes


async def test_the_service_has_another_token(start: Start, configured: Configured) -> None:
    configured(TOKEN="another")
    lines = await examined((await start()).app)
    assert told(lines, f"{SITE}/wechat 不认签名", "Token").startswith("✗")
    assert told(lines, "因为上一项不对").startswith("–")


@pytest.mark.parametrize("key", [new_aes_key(), None])
async def test_the_service_has_another_key(
    start: Start, configured: Configured, key: str | None
) -> None:
    configured(AES_KEY=key)
    lines = await examined((await start()).app)
    assert told(lines, "通过了验证").startswith("✓")
    assert told(lines, "读不了消息", "EncodingAESKey").startswith("✗")


async def test_the_service_has_no_channel(configured: Configured) -> None:
    lines = await examined(site())
    assert told(lines, f"{SITE}/wechat 不存在").startswith("✗")


async def test_something_in_between_changes_what_is_answered(configured: Configured) -> None:
    lines = await examined(site(wechat=PlainTextResponse("<html>请先登录</html>")))
    assert told(lines, "没有原样返回 echostr（HTTP 200）").startswith("✗")


async def test_something_in_between_takes_old_requests_and_no_messages(
    configured: Configured,
) -> None:
    def echoing(request: Any) -> Response:
        if request.method == "POST":
            return PlainTextResponse("no", 405)
        return PlainTextResponse(request.query_params["echostr"])

    lines = await examined(site(wechat=echoing))
    assert told(lines, "收下了过期的请求（HTTP 200）").startswith("✗")
    assert told(lines, "收不到消息（HTTP 405）").startswith("✗")


def hanging(_: Any) -> Response:
    raise httpx.ReadTimeout("")


async def test_messages_get_no_answer_though_the_pages_do(configured: Configured) -> None:
    lines = await examined(site(wechat=hanging))
    assert told(lines, "能访问，问策在运行").startswith("✓")
    assert told(lines, f"{SITE}/wechat：连不上（ReadTimeout").startswith("✗")


# What the platform says


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SECRET": "0123456789abcdef0123456789abcdef"}, "40125：AppSecret 不对"),
        ({"APPID": "wx0000000000000000"}, "40013：AppID"),
    ],
)
async def test_credentials_that_are_wrong(
    configured: Configured, change: dict[str, str], words: str
) -> None:
    configured(**change)
    lines = await examined(site())
    assert told(lines, "拿不到 access_token", words).startswith("✗")
    assert told(lines, "因为拿不到 access_token").startswith("–")
    assert "0123456789abcdef0123456789abcdef" not in "".join(lines)


async def test_a_server_that_is_not_listed(configured: Configured, account: Account) -> None:
    account.ip_listed = False
    lines = await examined(site())
    assert told(lines, "40164", "IP 白名单", "203.0.113.7").startswith("✗")


async def test_a_secret_that_was_reset_is_noticed_though_the_service_holds_a_token(
    start: Start, configured: Configured, account: Account
) -> None:
    service = await start()
    await examined(service.app)
    account.secret = "fedcba9876543210fedcba9876543210"
    assert told(await examined(service.app), "40125").startswith("✗")


async def test_without_a_secret_the_platform_is_not_asked(
    configured: Configured, platform: PlatformApi
) -> None:
    configured(SECRET=None)
    lines = await examined(site())
    assert told(lines, "因为没有设置 WENCE_WECHAT_SECRET").startswith("–")
    assert {call.path for call in platform.faults.calls} <= {"/"}


@pytest.mark.parametrize(
    ("verified", "push", "mark", "words"),
    [
        (True, "yes", "✓", "账号可以发客服消息"),
        (True, "no", "！", "设置 WENCE_WECHAT_PUSH=yes"),
        (False, "yes", "✗", "请设置 WENCE_WECHAT_PUSH=no"),
        (False, "no", "✓", "设置也是只用被动回复"),
    ],
)
async def test_customer_service_messages(
    configured: Configured, account: Account, verified: bool, push: str, mark: str, words: str
) -> None:
    account.verified = verified
    configured(PUSH=push)
    assert told(await examined(site()), words).startswith(mark)


async def test_a_right_that_cannot_be_told(configured: Configured, platform: PlatformApi) -> None:
    platform.faults.fail(CUSTOM_TYPING, 45009)
    assert told(await examined(site()), "看不出有没有权限", "45009").startswith("–")


async def test_no_menu_and_another_menu(configured: Configured, platform: PlatformApi) -> None:
    assert told(await examined(site()), "还没有菜单", "bot wechat menu").startswith("！")
    platform.menu = {"button": [{"type": "click", "name": "旧的", "key": "旧的"}]}
    assert told(await examined(site()), "菜单与这里的不一样").startswith("！")


async def test_the_menu_as_the_platform_tells_it(
    configured: Configured, platform: PlatformApi
) -> None:
    buttons = body(read_menu(), SITE)["button"]
    for entry in (one for button in buttons for one in button["sub_button"]):
        entry["sub_button"] = []
    answer = {"menu": {"button": buttons, "menuid": 208396938}}
    platform.faults.answer(MENU_GET, json.dumps(answer).encode())
    assert told(await examined(site()), "菜单是最新的").startswith("✓")


async def test_an_account_without_menus(configured: Configured, account: Account) -> None:
    account.verified = False
    assert told(await examined(site()), "菜单：查不了", "48001").startswith("–")


@pytest.mark.parametrize(
    ("answer", "mark", "words"),
    [
        ({"errcode": 40201}, "✗", "还没有填服务器地址（URL）"),
        ({"errcode": 45009}, "–", "平台到服务器的网络：查不了"),
        ({"dns": [], "ping": []}, "✗", "平台解析不出服务器地址（URL）的域名"),
        (
            {"dns": [{"ip": "203.0.113.7"}], "ping": [{"package_loss": "100%"}]},
            "！",
            "解析得出域名（203.0.113.7），但 ping 不通",
        ),
    ],
)
async def test_the_way_from_the_platform(
    configured: Configured, platform: PlatformApi, answer: dict[str, Any], mark: str, words: str
) -> None:
    platform.faults.answer(CALLBACK_CHECK, json.dumps(answer).encode())
    assert told(await examined(site()), words).startswith(mark)


# 微信客服


@pytest.fixture
def corp() -> Corp:
    return Corp()


@pytest.fixture
def kf(corp: Corp) -> Iterator[KfApi]:
    with KfApi(corp, Clock()) as kf:
        yield kf


@pytest.fixture
def desk_configured(monkeypatch: pytest.MonkeyPatch, corp: Corp, kf: KfApi) -> Configured:
    """The enterprise's settings and the address of the site, all right."""
    configured = Configured(monkeypatch, "WENCE_WECOM_")
    configured(
        CORPID=corp.corpid,
        TOKEN=corp.token,
        AES_KEY=corp.aes_key,
        SECRET=corp.secret,
        API=kf.url,
        WENCE_PUBLIC_URL=SITE,
    )
    return configured


def desk_site() -> FastAPI:
    """A service that was started with the settings as they are now."""
    app = FastAPI()
    app.state.wecom = SimpleNamespace(settings=wecom_settings())
    app.include_router(wecom.router)
    app.add_api_route("/health", lambda: {"status": "ok"})
    return app


async def test_a_sound_desk(desk_configured: Configured, corp: Corp) -> None:
    lines = await examined(desk_site())
    assert [line for line in lines if line[0] != "✓"] == [
        "– 公众号：没有启用（没有设置 WENCE_WECHAT_TOKEN 等）"
    ]
    assert told(lines, f"{SITE}/wecom 通过了验证")
    assert told(lines, "客服账号：人才政策咨询")
    for secret in (corp.token, corp.secret, corp.aes_key):
        assert secret not in "".join(lines)


async def test_variables_of_the_desk(desk_configured: Configured) -> None:
    desk_configured(CORPID="wx12345678", SECRET=None, AES_KEY="short")
    lines = await examined(site())
    for name in ("CORPID", "SECRET", "AES_KEY"):
        assert told(lines, f"WENCE_WECOM_{name}").startswith("✗")
    assert told(lines, "微信客服的服务器和平台：没有检查").startswith("–")


@pytest.mark.parametrize("change", [{"TOKEN": "another"}, {"AES_KEY": new_aes_key()}])
async def test_the_desk_has_other_settings(
    desk_configured: Configured, change: dict[str, str]
) -> None:
    app = desk_site()
    desk_configured(**change)
    assert told(await examined(app), f"{SITE}/wecom 不认请求").startswith("✗")


@pytest.mark.parametrize(
    ("app", "words"),
    [
        (site(), f"{SITE}/wecom 不存在"),
        (site(wecom=PlainTextResponse("hello")), "没有返回解密后的 echostr（HTTP 200）"),
    ],
)
async def test_no_desk_answers(desk_configured: Configured, app: Any, words: str) -> None:
    assert told(await examined(app), words).startswith("✗")


async def test_the_desk_gets_no_answer_though_the_pages_do(desk_configured: Configured) -> None:
    lines = await examined(site(wecom=hanging))
    assert told(lines, f"{SITE}/wecom：连不上（ReadTimeout").startswith("✗")


async def test_a_desk_that_cannot_be_reached(desk_configured: Configured, free_port: int) -> None:
    desk_configured(WENCE_PUBLIC_URL=f"http://127.0.0.1:{free_port}")
    lines = await examined()
    assert told(lines, "连不上").startswith("✗")
    assert told(lines, "微信客服的消息：没有检查").startswith("–")


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        (GET_TOKEN, 40001, "AppSecret（企业微信是 Secret）不对"),
        (ACCOUNT_LIST, 60020, "可信 IP"),
        (ACCOUNT_LIST, 48002, "可调用接口的应用"),
    ],
)
async def test_the_desk_is_refused(
    desk_configured: Configured, kf: KfApi, path: str, code: int, words: str
) -> None:
    kf.faults.fail(path, code)
    assert told(await examined(site()), "查不到客服账号", words).startswith("✗")


async def test_no_account_to_answer_for(desk_configured: Configured, kf: KfApi) -> None:
    kf.faults.answer(ACCOUNT_LIST, b'{"errcode": 0, "account_list": []}')
    assert told(await examined(site()), "没有一个客服账号").startswith("✗")
