"""Resumption tokens: signed, and with all that is needed to go on (OAI-PMH 2.0, section 3.5).

Nothing is remembered here between requests, so a token works in every process, after a restart
and after a new release, as often as it is sent, and does not expire. It names the release that the
list is of. Positions are sequence numbers of the change log, which mean the same in every later
release.
"""

from __future__ import annotations

import binascii
import hmac
import json
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from pathlib import Path

from graph_service.feeds.oai.errors import OaiError

_FORM = 1
"""Counts the forms that tokens have had."""
_SIGNATURE = 16
"""Bytes of the SHA-256 that are sent along."""
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Token:
    """Where a list goes on: after the change of number `after`, of the release `release`.

    `since` and `until` are as the harvester wrote them. `cursor` records were told, of `size`.
    """

    verb: str
    prefix: str
    within: str | None
    since: str | None
    until: str | None
    release: str
    after: int
    cursor: int
    size: int


class Seal:
    """Signs tokens, and knows its signature again."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, token: Token) -> str:
        """The token as text that needs no encoding in a URL."""
        told = json.dumps([_FORM, *asdict(token).values()], separators=(",", ":")).encode()
        return f"{_text(told)}.{_text(self._sign(told))}"

    def read(self, text: str, verb: str) -> Token:
        """Raises OaiError if it is not one of ours, or not for this verb."""
        told, signature = _bytes(text)
        if not hmac.compare_digest(self._sign(told), signature):
            raise _bad("It is not one that was given out here, or it was changed.")
        form, *values = json.loads(told)
        if form != _FORM:
            raise _bad("It is of an older form.")
        token = Token(*values)
        if token.verb != verb:
            raise _bad(f"It goes on with {token.verb}, not with {verb}.")
        return token

    def _sign(self, told: bytes) -> bytes:
        return hmac.digest(self._key, told, "sha256")[:_SIGNATURE]


def key_of(folder: Path, base: str) -> bytes:
    """The key that is kept in a folder; made when it is wanted first.

    Where nothing can be written, the key follows from `base`, and all can know it. Little depends
    on that: who forges a token gets nothing that could not be asked for without one.
    """
    path = folder / "oai.key"
    try:
        if not path.exists():
            _make(path)
        return path.read_bytes()
    except OSError:
        return hmac.digest(b"izmiras oai", base.encode(), "sha256")


def _make(path: Path) -> None:
    """Write a key whole or not at all: other processes may be doing the same."""
    own = path.with_name(f"{path.name}.{os.getpid()}")
    own.touch(mode=0o600)
    own.write_bytes(secrets.token_bytes(32))
    try:
        path.hardlink_to(own)
    except FileExistsError:
        pass
    finally:
        own.unlink()


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(text: str) -> tuple[bytes, bytes]:
    told, dot, signature = text.partition(".")
    if len(text) > _LONGEST or not dot:
        raise _bad("It has not the form of one.")
    try:
        return _decoded(told), _decoded(signature)
    except (binascii.Error, ValueError) as error:
        raise _bad("It has not the form of one.") from error


def _decoded(text: str) -> bytes:
    """The one spelling of some bytes; others would be tokens that were not given out."""
    value = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    if _text(value) != text:
        raise ValueError(text)
    return value


def _bad(text: str) -> OaiError:
    return OaiError("badResumptionToken", f"The token cannot be used. {text}")
