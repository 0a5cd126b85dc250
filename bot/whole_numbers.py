"""Settings that are whole numbers, as the environment has them."""

from __future__ import annotations

import os

from rules.errors import WenceError


def whole_number(
    variable: str, default: int, least: int, most: int, what: str, error: type[WenceError]
) -> int:
    """The number in the environment, or `default` where none is set.

    what: the kind of number, in Chinese. Raises `error` for anything but `least` to `most`.
    """
    text = os.environ.get(variable) or str(default)
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not digits or not least <= int(text) <= most:
        raise error(f"环境变量 {variable} 应是 {least} 到 {most} 的{what}，现在是“{text}”")
    return int(text)
