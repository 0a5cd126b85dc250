"""The message cipher: the published vectors, wechatpy both ways, and one silent refusal for all else."""

from __future__ import annotations

import base64
import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher as BlockCipher
from cryptography.hazmat.primitives.ciphers import algorithms, modes
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto

from bot.channels.cipher import Cipher, CipherError
from bot.channels.signature import sign
from bot.channels.xml import parse

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
TOKEN = "QDG6eK"
KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
APPID = "wx5823bf96d3bd56c7"
OURS = Cipher(KEY, APPID)
THEIRS = WeChatCrypto(TOKEN, KEY, APPID)
RANDOM = b"r" * 16
ENDING = APPID.encode()
REFUSAL = "not an encrypted message for this receiver"

TEXTS = st.one_of(
    st.text(),
    st.text("人才政策，👨‍👩‍👧🎓。<xml>\n\x00"),
    st.integers(0, 130).map("x".__mul__),
)


def sealed(text: bytes) -> str:
    """Any bytes, of whole AES blocks, encrypted with the right key."""
    key = base64.b64decode(KEY + "=")
    encryptor = BlockCipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(text) + encryptor.finalize()).decode()


def refused(encrypted: str, cipher: Cipher = OURS) -> bool:
    """Refused, and in the words of every other refusal."""
    with pytest.raises(CipherError) as raised:
        cipher.decrypt(encrypted)
    return str(raised.value) == REFUSAL


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["name"])
def test_published_messages_are_decrypted(vector: dict[str, Any]) -> None:
    cipher = Cipher(vector["encoding_aes_key"], vector["receive_id"])
    assert cipher.decrypt(vector["encrypt"]).decode() == vector["plain"]


@pytest.mark.parametrize("vector", [v for v in VECTORS if "random16" in v], ids=lambda v: v["name"])
def test_published_messages_are_encrypted_to_the_byte(vector: dict[str, Any]) -> None:
    cipher = Cipher(vector["encoding_aes_key"], vector["receive_id"])
    random16 = vector["random16"].encode()
    assert cipher.encrypt(vector["plain"].encode(), random16) == vector["encrypt"]


@given(TEXTS)
def test_wechatpy_reads_what_we_encrypt(text: str) -> None:
    encrypted = OURS.encrypt(text.encode())
    assert len(base64.b64decode(encrypted)) % 32 == 0
    signature = sign(TOKEN, "1409659813", "nonce", encrypted)
    message = {"Encrypt": encrypted}
    assert THEIRS.decrypt_message(message, signature, "1409659813", "nonce") == text


@given(TEXTS)
def test_we_read_what_wechatpy_encrypts(text: str) -> None:
    document = THEIRS.encrypt_message(text, "nonce", "1409659813")
    assert OURS.decrypt(parse(document.encode())["Encrypt"]).decode() == text


@given(st.binary(max_size=200))
def test_bytes_come_back(plain: bytes) -> None:
    assert OURS.decrypt(OURS.encrypt(plain)) == plain


def test_the_same_message_never_looks_the_same() -> None:
    assert OURS.encrypt(b"hello") != OURS.encrypt(b"hello")


@pytest.mark.parametrize("last", "ABCD")
def test_stray_bits_at_the_end_of_the_key_change_nothing(last: str) -> None:
    encrypted = Cipher(KEY[:-1] + "A", APPID).encrypt(b"hello")
    assert Cipher(KEY[:-1] + last, APPID).decrypt(encrypted) == b"hello"


@pytest.mark.parametrize(
    "key",
    ["", KEY[:-1], KEY + "A", KEY + "=", KEY + "\n", KEY[:-1] + "+", KEY[:-1] + "－", "０" * 43],
)
def test_a_bad_key_is_named_but_not_shown(key: str) -> None:
    with pytest.raises(ValueError, match="EncodingAESKey 应为 43 位英文字母和数字") as raised:
        Cipher(key, APPID)
    assert KEY[:8] not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"r" * 15 + b"\x01",
        RANDOM + b"\x10" * 16,
        RANDOM + b"\x20" * 32,
        RANDOM + b"\0\0\0\x05hello" + ENDING + b"\0" * 5,
        RANDOM + b"\0\0\0\x05hello" + ENDING + b"\x04" + b"\x05" * 4,
        RANDOM + b"\0\0\0\x05hello" + ENDING + b"\x06" * 5,
        RANDOM + b"\0\0\0\0" + b"hello" + ENDING + b"\x05" * 5,
        RANDOM + b"\0\0\0\x06hello" + ENDING + b"\x05" * 5,
        RANDOM + b"\0\0\0\x18hello" + ENDING + b"\x05" * 5,
        RANDOM + b"\xff\xff\xff\xffhello" + ENDING + b"\x05" * 5,
        RANDOM + b"\0\0\0\x05hello" + ENDING[:-1] + b"\x06" * 6,
        RANDOM + b"\0\0\0\x05hello" + ENDING[:-1] + b"X" + b"\x05" * 5,
        RANDOM + b"\0\0\0\x05hello" + ENDING + b"\x25" * 37,
        b"\xff" * 64,
    ],
    ids=[
        "nothing",
        "one block",
        "no header",
        "padding as long as the rest",
        "padding 0",
        "padding not uniform",
        "padding says more than there is",
        "length too small",
        "length too great by one",
        "length into the padding",
        "length of four gigabytes",
        "receiver cut off",
        "another receiver",
        "padding 37",
        "no structure",
    ],
)
def test_what_is_encrypted_with_the_key_but_wrong_is_refused(text: bytes) -> None:
    assert refused(sealed(text))


def test_a_message_that_fills_its_blocks_has_another_of_padding() -> None:
    message = b"x" * 26
    text = RANDOM + b"\0\0\0\x1a" + message + ENDING
    encrypted = OURS.encrypt(message, RANDOM)
    assert encrypted == sealed(text + b"\x20" * 32)
    assert OURS.decrypt(encrypted) == message


def test_another_key_or_receiver_is_refused() -> None:
    assert refused(OURS.encrypt(b"hello"), Cipher("a" + KEY[1:], APPID))
    assert refused(OURS.encrypt(b"hello"), Cipher(KEY, APPID[:-1]))
    assert refused(OURS.encrypt(b"hello"), Cipher(KEY, APPID + "1"))


@given(st.one_of(st.text(st.characters()), st.binary().map(lambda b: base64.b64encode(b).decode())))
def test_garbage_is_refused(encrypted: str) -> None:
    assert refused(encrypted)


@pytest.mark.parametrize("put", ["*", "\n", " ", "中", "="])
def test_base64_with_anything_in_between_is_refused(put: str) -> None:
    encrypted = VECTORS[0]["encrypt"]
    assert refused(encrypted[:40] + put + encrypted[40:])


def test_a_length_beyond_the_end_is_refused_where_no_receiver_is_expected() -> None:
    cipher = Cipher(KEY, "")
    assert cipher.decrypt(sealed(RANDOM + b"\0\0\0\x05hello" + b"\x07" * 7)) == b"hello"
    assert refused(sealed(RANDOM + b"\0\0\0\x06hello" + b"\x07" * 7), cipher)


@given(st.data())
def test_a_truncated_message_is_refused(data: st.DataObject) -> None:
    encrypted = VECTORS[0]["encrypt"]
    assert refused(encrypted[: data.draw(st.integers(0, len(encrypted) - 1))])


@given(st.integers(0, 351), st.integers(1, 255))
def test_a_changed_byte_never_raises_anything_else(position: int, change: int) -> None:
    # CBC has no integrity of its own: a change in the middle goes through here and is the signature's matter.
    changed = bytearray(base64.b64decode(VECTORS[0]["encrypt"]))
    changed[position] ^= change
    with contextlib.suppress(CipherError):
        OURS.decrypt(base64.b64encode(changed).decode())


@given(st.integers(288, 351), st.integers(1, 255))
def test_a_change_in_the_last_blocks_is_refused(position: int, change: int) -> None:
    changed = bytearray(base64.b64decode(VECTORS[0]["encrypt"]))
    changed[position] ^= change
    assert refused(base64.b64encode(changed).decode())
