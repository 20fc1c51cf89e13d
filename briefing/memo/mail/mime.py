"""A mail message as a file, from its parts: what Outlook, Foxmail and Thunderbird read alike, the same bytes each time.

The standard library's email package writes the parts and what they hold. Headers are worded here: the package knows no
way to give a file name in two forms, and Outlook, Foxmail and QQ Mail do not read the one it gives.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable, Sequence
from email.charset import BASE64, Charset
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from email.policy import compat32
from urllib.parse import quote

from briefing.memo.mail.addresses import Address

NEWLINE = "\r\n"
FOLD = "\r\n "
_SPECIAL = set('()<>[]:;@\\,."')


def words(text: str, used: int = 0, *, raw: bool = False) -> str:
    """Return `text` as an unstructured header holds it: ASCII as it is, all else as encoded words (RFC 2047), folded.

    `used` is how much of the first line is taken. `raw`: in UTF-8, not encoded (RFC 6532).
    """
    if raw:
        return text.encode().decode("ascii", "surrogateescape")  # the generator writes these bytes as they are
    if text.isascii() and "=?" not in text and len(text) + used <= 76:
        return text
    return _encoded(text, used)


def _encoded(text: str, used: int) -> str:
    """Return `text` as encoded words in lines of at most 76 signs, `used` of the first being taken (RFC 2047, 2)."""
    name = "x" * max(used - len(": "), 1)
    charset = Charset("utf-8")
    charset.header_encoding = BASE64  # the other one leaves signs as they are that mean something in parameters
    return Header(text, charset, maxlinelen=76, header_name=name).encode(linesep=NEWLINE)


def mailboxes(name: str, boxes: Iterable[Address], *, raw: bool = False) -> str:
    """Return the value of the header `name`: mailboxes, one a line."""
    return f",{FOLD}".join(_mailbox(box, len(name) + 2, raw) for box in boxes)


def _mailbox(box: Address, used: int, raw: bool) -> str:
    if not box.name:
        return box.address
    if raw or (box.name.isascii() and len(box.name) <= 60):
        plain = _SPECIAL.isdisjoint(box.name) and "=?" not in box.name
        shown = box.name if plain else '"' + box.name.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return f"{words(shown, raw=True)}{FOLD if len(shown) > 40 else ' '}<{box.address}>"
    return f"{words(box.name, used)}{FOLD}<{box.address}>"


def file_part(data: bytes, kind: str, name: str, *, raw: bool = False) -> Message:
    """Return a part with a file to be attached, of the media type `kind`, under `name`.

    The name stands there as an encoded word (which no standard allows in a parameter, and Outlook, Foxmail and QQ Mail
    need) and as RFC 2231 has it, in one piece: Outlook does not read the pieces.
    """
    encoded = words(name, raw=True) if raw else _encoded(name, len(' filename=""'))
    shown = f'"{encoded}"'
    extended = quote(name, safe="", encoding="utf-8")
    part = _part(f"{kind};{FOLD}name={shown}", data)
    part["Content-Disposition"] = f"attachment;{FOLD}filename={shown};{FOLD}filename*=UTF-8''{extended}"
    return part


def picture_part(data: bytes, kind: str, name: str, id: str) -> Message:
    """Return a part with a picture that the HTML shows as cid:`id`; `name` is in ASCII."""
    part = _part(f'image/{kind};{FOLD}name="{name}"', data)
    part["Content-ID"] = f"<{id}>"
    part["Content-Disposition"] = f'inline;{FOLD}filename="{name}"'
    return part


def text_part(text: str, kind: str) -> Message:
    """Return a part of the type text/`kind`, in UTF-8."""
    return _part(f"text/{kind}; charset=utf-8", text.replace("\n", NEWLINE).encode())


def _part(kind: str, data: bytes) -> Message:
    part = Message(compat32)
    part["Content-Type"] = kind
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(data).decode().replace("\n", NEWLINE))
    return part


def group(kind: str, parts: Sequence[Message], more: str = "") -> Message:
    """Return a multipart/`kind` of parts, or the only part itself; `more` are parameters.

    Boundaries are made of what is between them: no random number, and a "=_" is in no base64.
    """
    if len(parts) == 1:
        return parts[0]
    found = hashlib.sha256(kind.encode())
    for part in parts:
        found.update(as_bytes(part))
    boundary = f"=_{kind}_{found.hexdigest()[:32]}"
    whole = Message(compat32)
    whole["Content-Type"] = f'multipart/{kind};{more}{FOLD}boundary="{boundary}"'
    whole.set_payload(list(parts))
    return whole


def message(headers: Iterable[tuple[str, str]], body: Message) -> bytes:
    """Return the whole message: `headers` above those of `body`."""
    whole = Message(compat32)
    for name, value in (*headers, ("MIME-Version", "1.0"), *body.items()):
        whole[name] = value
    whole.set_payload(body.get_payload())
    return as_bytes(whole)


def as_bytes(part: Message) -> bytes:
    """Return a message or part of one in bytes, lines ended as mail wants it (RFC 5322, 2.3)."""
    out = io.BytesIO()
    policy = compat32.clone(linesep=NEWLINE, max_line_length=None)
    BytesGenerator(out, mangle_from_=False, policy=policy).flatten(part)
    return out.getvalue()
