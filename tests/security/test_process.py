"""The real service, with a marker for every secret: what it opens, loads and calls, and what it lets out."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.environment import prepare
from bot.project import WENCE
from bot.store.database import now
from bot.training import ensure_model
from tests.e2e.service import Service, served
from tests.postgresql import new_schema
from tests.wechat.account import Account, Corp
from tests.wechat.clock import Clock
from tests.wechat.customer import Customer
from tests.wechat.kf_api import KfApi
from tests.wechat.phone import Phone
from tests.wechat.platform_api import PlatformApi
from tests.wechat.service import SITE, desk_environment, official_environment, until

WATCHING = Path(__file__).parent / "watching"
SECRETS = {
    "key": "Marker1of1the1signing1key",
    "password": "Marker2of2the2database",
    "wechat token": "Marker3of3wechat3token",
    "wechat secret": "0123456789abcdef3333333333333333",
    "wechat aes": "Marker4of4wechat4aes4key" + "4" * 19,
    "wecom token": "Marker5of5wecom5token",
    "wecom secret": "Marker6of6wecom6secret",
    "wecom aes": "Marker7of7wecom7aes7key" + "7" * 20,
    "redis": "Marker9of9redis9password",
    "staff password": "Marker8 of a password",
}
PHONE, WORDS = "13912345678", "紫檀木匣子"
SAID = f"我是博士，我叫{WORDS}，电话{PHONE}，福山生活补助多少"


@dataclass
class Seen:
    """A service that has been used, and all it let be seen. answers: the bodies and headers of its answers."""

    service: Service
    log: Path
    watched: Path
    answers: list[str]
    people: list[str]
    listening: set[tuple[str, int]]

    def events(self, kind: str) -> list[list[str]]:
        """What the process did of a kind, in order."""
        lines = map(json.loads, self.watched.read_text(encoding="utf-8").splitlines())
        return [
            told for pid, event, *told in lines if (pid, event) == (self.service.process.pid, kind)
        ]


@pytest.fixture(scope="module")
async def seen(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Seen]:
    """The service with every channel on, after messages on each, bad requests, and with a table gone."""
    ensure_model(WENCE, print)
    folder = tmp_path_factory.mktemp("seen")
    account = Account(
        token=SECRETS["wechat token"],
        secret=SECRETS["wechat secret"],
        aes_key=SECRETS["wechat aes"],
    )
    corp = Corp(
        token=SECRETS["wecom token"], secret=SECRETS["wecom secret"], aes_key=SECRETS["wecom aes"]
    )
    with ExitStack() as stack:
        platform = stack.enter_context(PlatformApi(account, Clock(now())))
        kf = stack.enter_context(KfApi(corp, Clock(now())))
        url = make_url(stack.enter_context(new_schema()))
        database = url.set(password=SECRETS["password"]).render_as_string(hide_password=False)
        log, watched = folder / "log", folder / "watched"
        variables = {
            **official_environment(account, platform, push=True),
            **desk_environment(corp, kf),
            "WENCE_PUBLIC_URL": SITE,
            "WENCE_SECRET": SECRETS["key"],
            "WENCE_REDIS_URL": f"redis://:{SECRETS['redis']}@127.0.0.1:9/0",  # where none is
            "WENCE_TEST_WATCHED": str(watched),
            "PYTHONPATH": str(WATCHING),
        }
        service = stack.enter_context(served(database, log, **variables))
        service.add_staff("赵敏", "管理员", SECRETS["staff password"])
        # A connection on which a request failed is closed by the server: none is used twice.
        alone = httpx.Limits(max_keepalive_connections=0)
        async with httpx.AsyncClient(base_url=service.url, timeout=60, limits=alone) as http:
            answers: list[str] = []

            async def keep(answer: httpx.Response) -> None:
                await answer.aread()
                answers.append(f"{answer.headers}{answer.text}")

            http.event_hooks["response"].append(keep)
            phone = Phone(platform, http, [f"{service.url}/wechat"], patience=30)
            customer = Customer(kf, http, [f"{service.url}/wecom"])
            await use(http, phone, customer)
            engine = create_engine(url, future=True)
            with engine.begin() as connection:
                connection.execute(text("DROP TABLE message CASCADE"))
            for path, body in MESSAGES:
                assert (await http.post(path, json=body)).status_code >= 500
            engine.dispose()
        yield Seen(
            service, log, watched, answers, [phone.openid, customer.userid], listening(service)
        )


MESSAGES = (
    ("/api/v1/chat", {"text": SAID}),
    ("/webhooks/rest/webhook", {"sender": f"{WORDS}{PHONE}", "message": SAID}),
)


async def use(http: httpx.AsyncClient, phone: Phone, customer: Customer) -> None:
    """Says the words on every channel, and asks for much that is refused."""
    for path, body in MESSAGES:
        answer = await http.post(path, json=body)
        assert answer.status_code == 200, answer.text
        assert "14400" in answer.text.replace(",", "").replace(" ", "") or "补助" in answer.text
    assert await phone.write(SAID)
    await customer.write(SAID)
    await until(lambda: bool(customer.shown), patience=60, every=0.1)
    for path in (
        "/version",
        "/health",
        "/ready",
        f"/open/{SAID}",
        f"/{SAID}",
        f"/api/v1/search?q={SAID}",
    ):
        await http.get(path)
    bad = (b"{", json.dumps({"text": [SAID]}).encode(), SAID.encode() * 900, b'{"text": "\\ud800"}')
    for content in bad:
        for path in ("/api/v1/chat", "/webhooks/rest/webhook", "/api/v1/screening"):
            with suppress(httpx.TransportError):  # what is too long is not read to its end
                await http.post(path, content=content)
    for channel in ("wechat", "wecom"):
        query = {"timestamp": "1", "nonce": "n", "signature": "0" * 40, "msg_signature": "0" * 40}
        await http.post(f"/{channel}", params=query, content=SAID.encode())
        await http.get(f"/{channel}", params={**query, "echostr": SAID})
    for password in (SECRETS["staff password"], f"{WORDS}, not the password"):
        await http.post("/api/v1/staff/login", json={"name": "赵敏", "password": password})


def listening(service: Service) -> set[tuple[str, int]]:
    """Where the process listens, as the kernel has it."""
    folder = Path(f"/proc/{service.process.pid}/fd")
    links = (os.readlink(one) for one in folder.iterdir())
    sockets = {link[8:-1] for link in links if link.startswith("socket:[")}
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{service.process.pid}/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *_, inode = line.split()[:10]
            unconnected = table.startswith("udp") and state == "07"
            if inode in sockets and (state == "0A" or unconnected):
                found.add((table, int(local.rpartition(":")[2], 16)))
    return found


def test_one_port_is_open(seen: Seen) -> None:
    assert seen.listening == {("tcp", urlsplit(seen.service.url).port)}
    # urllib3 tries whether there is IPv6, on ::1, and closes that again.
    addresses = [one for (one,) in seen.events("socket.bind")]
    assert [one for one in addresses if one not in ("('127.0.0.1', 0)", "('::1', 0)")] == []


def test_nothing_leaves_the_machine(seen: Seen) -> None:
    addresses = [one for one, *_ in seen.events("socket.connect")]
    assert addresses, "the platforms were asked for tokens"
    assert [one for one in addresses if not one.startswith("('127.0.0.1'")] == []


def test_no_program_is_started(seen: Seen) -> None:
    assert seen.events("subprocess.Popen") + seen.events("os.system") == []


def test_loading_the_model_unpickles_nothing(seen: Seen) -> None:
    """Rasa's own classes might; those of config.yml keep JSON, text and arrays."""
    assert seen.events("pickle.find_class") == [["collections", "OrderedDict"]], "the trial's own"


def test_rasas_own_http_api_does_not_answer(seen: Seen) -> None:
    prepare(WENCE)
    from rasa.server import create_app

    ours = {"/version", "/webhooks/rest/webhook", "/webhooks/rest/", "/"}
    routes = create_app(agent=None).router.routes
    assert len(routes) > 15
    with httpx.Client(base_url=seen.service.url) as http:
        for route in routes:
            path = "/" + route.path.replace("<conversation_id:path>", "someone").lstrip("/")
            if path in ours:
                continue
            for method in route.methods:
                answer = http.request(method, path, params={"token": "x"})
                assert answer.status_code == 404, (method, path)
        for path in (
            "/socket.io/",
            "/webhooks/telegram/webhook",
            "/conversations/x/tracker/events",
        ):
            assert http.post(path, json={}).status_code == 404


def test_no_secret_is_told(seen: Seen) -> None:
    seen.service.process.terminate()
    seen.service.process.wait(30)
    shown = {"the log": seen.log.read_text(encoding="utf-8"), "answers": "\n".join(seen.answers)}
    for file in WENCE.var.rglob("*"):
        if file.is_file() and file.suffix in (".log", ".json", ".txt", ".cache", ""):
            shown[str(file)] = file.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in shown["answers"]
    assert "failed" in shown["the log"], "the failures are told"
    told = [
        (name, where)
        for name, one in SECRETS.items()
        for where, said in shown.items()
        if one in said
    ]
    assert told == []


def test_nothing_that_people_write_or_are_is_in_the_log(seen: Seen) -> None:
    log = seen.log.read_text(encoding="utf-8")
    escaped = [json.dumps(one)[1:-1] for one in (WORDS, SAID)]
    for private in (PHONE, PHONE[3:], WORDS, *escaped, *seen.people):
        assert private not in log
