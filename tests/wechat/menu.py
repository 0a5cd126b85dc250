"""The limits of an official account's menu."""

from __future__ import annotations

from typing import Any

from tests.wechat.interface import Refusal

TYPES = {"click", "view"}  # of the many, those that need nothing but this platform


def check_menu(menu: dict[str, Any]) -> None:
    """Raises Refusal when the menu is not one that the platform takes."""
    buttons = menu.get("button")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise Refusal(40016, "invalid button size")
    for button in buttons:
        _check_name(button, 16, 40018, "invalid button name size")
        below = button.get("sub_button")
        if not below:
            _check_deed(button, 40017, 40019, 40020, "button")
            continue
        if len(below) > 5:
            raise Refusal(40023, "invalid sub button size")
        for one in below:
            _check_name(one, 60, 40025, "invalid sub button name size")
            if one.get("sub_button"):
                raise Refusal(40022, "invalid sub menu level")
            _check_deed(one, 40024, 40026, 40027, "sub button")


def _check_name(button: dict[str, Any], most: int, code: int, words: str) -> None:
    if not 1 <= len(str(button.get("name", "")).encode()) <= most:
        raise Refusal(code, words)


def _check_deed(button: dict[str, Any], type_: int, key: int, url: int, which: str) -> None:
    if button.get("type") not in TYPES:
        raise Refusal(type_, f"invalid {which} type")
    if button["type"] == "click" and not 1 <= len(str(button.get("key", "")).encode()) <= 128:
        raise Refusal(key, f"invalid {which} key size")
    if button["type"] == "view" and not 1 <= len(str(button.get("url", "")).encode()) <= 1024:
        raise Refusal(url, f"invalid {which} url size")
