"""What goes between the platform and our service, made and read by wechatpy and not by what is tested."""

from __future__ import annotations

import secrets
import time
from typing import Any
from xml.etree import ElementTree

from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from tests.wechat.account import Account
from tests.wechat.platform_api import LONGEST_TEXT


def sealed(account: Account, openid: str, message: str) -> tuple[dict[str, str], bytes]:
    """The query and body by which the platform sends `message`, in the mode of the account."""
    timestamp, nonce = str(int(time.time())), secrets.token_hex(5)
    query = {
        "signature": signed(account.token, timestamp, nonce),
        "timestamp": timestamp,
        "nonce": nonce,
        "openid": openid,
    }
    if account.mode == "plain":
        return query, message.encode()
    crypto = WeChatCrypto(account.token, account.aes_key, account.appid)
    envelope = ElementTree.fromstring(crypto.encrypt_message(message, nonce, timestamp))
    encrypt = envelope.findtext("Encrypt") or ""
    query["encrypt_type"] = "aes"
    query["msg_signature"] = signed(account.token, timestamp, nonce, encrypt)
    plain = message.removeprefix("<xml>").removesuffix("</xml>")
    if account.mode == "safe":
        plain = f"<ToUserName>{account.original_id}</ToUserName>"
    return query, f"<xml>{plain}<Encrypt>{encrypt}</Encrypt></xml>".encode()


def signed(*parts: str) -> str:
    """The signature of `parts`."""
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


def read(account: Account, openid: str, reply: bytes) -> dict[str, Any]:
    """The message that our service replied, in the form of the customer-service messages; raises for a bad one."""
    root = ElementTree.fromstring(reply)
    if account.mode == "safe" and root.find("Encrypt") is None:
        raise ValueError("a plain reply in safe mode")
    if root.find("Encrypt") is not None:
        crypto = WeChatCrypto(account.token, account.aes_key, account.appid)
        names = ("MsgSignature", "TimeStamp", "Nonce")
        root = ElementTree.fromstring(crypto.decrypt_message(reply, *map(root.findtext, names)))
    if root.findtext("ToUserName") != openid:
        raise ValueError("a reply to somebody else")
    if root.findtext("FromUserName") != account.original_id:
        raise ValueError("a reply of another account")
    if root.findtext("MsgType") == "news":
        (item,) = root.findall("Articles/item")
        names = ("Title", "Description", "Url")
        return {
            "msgtype": "news",
            "news": {"articles": [{name.lower(): item.findtext(name) or "" for name in names}]},
        }
    content = root.findtext("Content") or ""
    if not content or len(content.encode()) > LONGEST_TEXT:
        raise ValueError("no text, or one that is too long")
    return {"msgtype": "text", "text": {"content": content}}
