"""WeChat's message cipher: AES-256-CBC with the EncodingAESKey, in safe mode and for WeCom."""

from __future__ import annotations

import base64
import hmac
import re
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher as BlockCipher
from cryptography.hazmat.primitives.ciphers import algorithms, modes

_KEY = re.compile(r"[A-Za-z0-9]{43}")
_RANDOM = 16  # bytes
_HEADER = _RANDOM + 4  # then the length of the message, in network order
_AES_BLOCK = 16
_PADDED_TO = 32


class CipherError(Exception):
    """A text is not an encrypted message for this receiver. Does not say why: the sender could learn from it."""

    def __init__(self) -> None:
        super().__init__("not an encrypted message for this receiver")


class Cipher:
    """Encrypts and decrypts for one receiver: the appid of an Official Account, or the corpid of WeCom."""

    def __init__(self, encoding_aes_key: str, receive_id: str) -> None:
        """Raises ValueError, in Chinese, for a key that is not one of the platform's."""
        if not _KEY.fullmatch(encoding_aes_key):
            raise ValueError(
                "EncodingAESKey 应为 43 位英文字母和数字，请从平台后台完整复制"
                f"（现在填的有 {len(encoding_aes_key)} 个字符）"
            )
        # Not strict: 43 characters hold two bits more than 32 bytes, and WeChat's own keys set them.
        key = base64.b64decode(encoding_aes_key + "=")
        self._aes = BlockCipher(algorithms.AES(key), modes.CBC(key[:_AES_BLOCK]))
        self._receive_id = receive_id.encode()

    def encrypt(self, plain: bytes, random16: bytes | None = None) -> str:
        """The base64 of the encrypted message. random16: the 16 bytes it starts with; fresh ones by default."""
        start = random16 or secrets.token_bytes(_RANDOM)
        text = start + len(plain).to_bytes(4, "big") + plain + self._receive_id
        padding = _PADDED_TO - len(text) % _PADDED_TO
        encryptor = self._aes.encryptor()
        encrypted = encryptor.update(text + bytes([padding]) * padding) + encryptor.finalize()
        return base64.b64encode(encrypted).decode()

    def decrypt(self, encrypted: str) -> bytes:
        """The message inside the base64 text. Raises CipherError, the same one whatever is wrong."""
        try:
            data = base64.b64decode(encrypted, validate=True)
        except ValueError:
            raise CipherError from None
        if not data or len(data) % _AES_BLOCK:
            raise CipherError
        decryptor = self._aes.decryptor()
        return self._message(decryptor.update(data) + decryptor.finalize())

    def _message(self, text: bytes) -> bytes:
        # All checks are made before any of them decides, or their timing would be a padding oracle.
        padding = text[-1]
        end = len(text) - padding
        length = int.from_bytes(text[_RANDOM:_HEADER], "big")
        message_end = _HEADER + length
        checks = (
            1 <= padding <= _PADDED_TO,
            hmac.compare_digest(text[-padding:], bytes([padding]) * padding),
            message_end <= end,
            hmac.compare_digest(text[message_end:end], self._receive_id),
        )
        if not all(checks):
            raise CipherError
        return text[_HEADER:message_end]
