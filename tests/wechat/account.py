"""The accounts that the simulator plays: what their owner sees in the settings of the platform."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from secrets import token_hex
from string import ascii_letters, digits
from typing import Literal

Mode = Literal["plain", "compatible", "safe"]


def new_aes_key() -> str:
    """An EncodingAESKey: 43 letters and digits that stand for 32 bytes."""
    return "".join(secrets.choice(ascii_letters + digits) for _ in range(43))


@dataclass
class Account:
    """An official account.

    original_id: the name by which messages call it. verified: it may use the customer-service messages and menus.
    ip_listed: our server's IP is in the account's list.
    """

    appid: str = field(default_factory=lambda: f"wx{token_hex(8)}")
    secret: str = field(default_factory=lambda: token_hex(16))
    original_id: str = field(default_factory=lambda: f"gh_{token_hex(6)}")
    token: str = field(default_factory=lambda: token_hex(8))
    aes_key: str = field(default_factory=new_aes_key)
    mode: Mode = "safe"
    verified: bool = True
    ip_listed: bool = True


@dataclass
class Corp:
    """An enterprise in WeCom with one 微信客服 account, `open_kfid`."""

    corpid: str = field(default_factory=lambda: f"ww{token_hex(8)}")
    secret: str = field(default_factory=lambda: token_hex(22)[:43])
    open_kfid: str = field(default_factory=lambda: f"wk{token_hex(15)}")
    token: str = field(default_factory=lambda: token_hex(8))
    aes_key: str = field(default_factory=new_aes_key)
    ip_listed: bool = True
