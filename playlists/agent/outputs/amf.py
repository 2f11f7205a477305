"""AMF0, the notation of RTMP's commands: numbers, truth values, words, objects and null."""

from __future__ import annotations

import struct
from typing import Any

NUMBER, BOOLEAN, STRING, OBJECT, NULL, UNDEFINED, ARRAY = 0, 1, 2, 3, 5, 6, 8
OBJECT_END = b"\x00\x00\x09"


def write_values(*values: Any) -> bytes:
    """The values one after the other: float, str, dict of str, None."""
    return b"".join(_written(value) for value in values)


def read_values(data: bytes) -> list[Any]:
    """The values in `data`, up to the first that is of another kind."""
    values, at = [], 0
    while at < len(data):
        try:
            value, at = _read(data, at)
        except (ValueError, IndexError, struct.error):
            break
        values.append(value)
    return values


def _written(value: Any) -> bytes:
    if value is None:
        return bytes([NULL])
    if isinstance(value, float):
        return bytes([NUMBER]) + struct.pack(">d", value)
    if isinstance(value, str):
        return bytes([STRING]) + _word(value)
    return bytes([OBJECT]) + b"".join(_word(name) + _written(each) for name, each in value.items()) + OBJECT_END


def _word(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack(">H", len(encoded)) + encoded


def _read(data: bytes, at: int) -> tuple[Any, int]:
    kind, at = data[at], at + 1
    if kind == NUMBER:
        return struct.unpack_from(">d", data, at)[0], at + 8
    if kind == BOOLEAN:
        return bool(data[at]), at + 1
    if kind == STRING:
        return _read_word(data, at)
    if kind in (NULL, UNDEFINED):
        return None, at
    if kind in (OBJECT, ARRAY):
        return _read_object(data, at + 4 * (kind == ARRAY))
    raise ValueError(f"AMF0 kind {kind}")


def _read_word(data: bytes, at: int) -> tuple[str, int]:
    end = at + 2 + struct.unpack_from(">H", data, at)[0]
    return data[at + 2 : end].decode(errors="replace"), end


def _read_object(data: bytes, at: int) -> tuple[dict[str, Any], int]:
    found = {}
    while data[at : at + 3] != OBJECT_END:
        name, at = _read_word(data, at)
        found[name], at = _read(data, at)
    return found, at + 3
