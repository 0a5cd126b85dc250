"""The menu of an official account, from menu.yaml, as its platform takes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, RootModel

from rules.errors import PackError
from rules.yamlfile import line_of, read_model

FILE = Path(__file__).parent / "menu.yaml"
MOST_BUTTONS, MOST_ENTRIES = 3, 5
# Characters that the client shows. The platform takes 16 and 60 bytes: more than these can have.
BUTTON_NAME, ENTRY_NAME = 4, 8
LONGEST_KEY = 128  # bytes

CREATE = "/cgi-bin/menu/create"
GET = "/cgi-bin/menu/get"


class Entry(BaseModel):
    """What a tap does: `say` sends these words for the person, `open` opens the page at this path."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    say: str | None = None
    open: str | None = None


class Button(BaseModel):
    """One of the buttons at the bottom, with the entries that it unfolds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    entries: tuple[Entry, ...]


class _Buttons(RootModel[tuple[Button, ...]]):
    """The file menu.yaml."""


def read_menu(path: Path = FILE) -> tuple[Button, ...]:
    """The menu; raises PackError naming file and line for one that the platform refuses or the client cuts off."""
    buttons = read_model(path, _Buttons).root
    for keys, problem, remedy in _faults(buttons):
        place = ".".join(map(str, keys))
        raise PackError(str(path), place, problem, remedy, line_of(path, keys))
    return buttons


def body(buttons: tuple[Button, ...], url: str | None) -> dict[str, Any]:
    """What the platform is given. url: of our site; without it, entries that open a page are left out."""
    shown = ((one.name, [_platforms(entry, url) for entry in usable(one, url)]) for one in buttons)
    return {"button": [{"name": name, "sub_button": below} for name, below in shown if below]}


def usable(button: Button, url: str | None) -> list[Entry]:
    """The entries of `button` that can be shown."""
    return [entry for entry in button.entries if entry.say or url]


def _platforms(entry: Entry, url: str | None) -> dict[str, str]:
    if entry.say:
        return {"type": "click", "name": entry.name, "key": entry.say}
    return {"type": "view", "name": entry.name, "url": f"{url}{entry.open}"}


Fault = tuple[tuple[int | str, ...], str, str]


def _faults(buttons: tuple[Button, ...]) -> Iterator[Fault]:
    """Where something is wrong, what, and what to do about it."""
    if not 1 <= len(buttons) <= MOST_BUTTONS:
        yield (), f"有 {len(buttons)} 个按钮", f"请改成 1 到 {MOST_BUTTONS} 个"
    for number, button in enumerate(buttons):
        yield from _named((number, "name"), button.name, BUTTON_NAME)
        if not 1 <= len(button.entries) <= MOST_ENTRIES:
            problem = f"“{button.name}”下面有 {len(button.entries)} 项"
            yield (number, "entries"), problem, f"请改成 1 到 {MOST_ENTRIES} 项"
        for place, entry in enumerate(button.entries):
            yield from _entry((number, "entries", place), entry)


def _entry(keys: tuple[int | str, ...], entry: Entry) -> Iterator[Fault]:
    yield from _named((*keys, "name"), entry.name, ENTRY_NAME)
    if bool(entry.say) == bool(entry.open):
        yield keys, f"“{entry.name}”要有 say 或 open 中的一个", "请写要说的话，或要打开的页面"
    if entry.say and (entry.say != entry.say.strip() or len(entry.say.encode()) > LONGEST_KEY):
        problem = f"要说的话有 {len(entry.say.encode())} 个字节，或前后有空白"
        yield (*keys, "say"), problem, f"一个汉字算 3 个字节，请改到 {LONGEST_KEY} 个以内"
    if entry.open and not entry.open.startswith("/"):
        yield (*keys, "open"), f"“{entry.open}”不是路径", "请写以 / 开头的路径，如 /"


def _named(keys: tuple[int | str, ...], name: str, most: int) -> Iterator[Fault]:
    if not 1 <= len(name) <= most:
        yield keys, f"名字“{name}”有 {len(name)} 个字", f"手机上最多显示 {most} 个字，请改短"
