"""Uploads that nobody should send: what number N is, always the same."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from pathlib import Path

from made_sounds import ffmpeg

SUFFIXES = ("mp3", "ogg", "opus", "flac", "wav", "m4a", "webm", "aiff", "mka", "aac")
NAMES = (
    "../../etc/passwd", "..\\..\\boot.ini", "$(reboot).mp3", "`id`.wav", "a;rm -rf ~.ogg", "-i", "--help", "%s%n%x.mp3",
    "http://127.0.0.1/x.mp3", "file:///etc/passwd", "concat:a|b", "pipe:0", "\u202e3pm.exe", "nama\nbaru.mp3",
    "😀.flac", " ", "x" * 120, "'\"|[x].mp3", "CON", "suara",
)  # fmt: skip
LISTS = (
    "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{target}\n#EXT-X-ENDLIST\n",
    "ffconcat version 1.0\nfile '{target}'\n",
    "[playlist]\nFile1={target}\nNumberOfEntries=1\n",
    "#EXTM3U\n{target}\n",
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{target}</BaseURL></MPD>',
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{target}">]><x>&e;</x>',
    "v=0\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\na=control:{target}\n",
    "# JavaScript\nffmetadata1\n[STREAM]\nurl={target}\n",
)
Make = Callable[[random.Random, dict[str, bytes], str], bytes]


def seeds(folder: Path) -> dict[str, bytes]:
    """A short tone in every format, half an hour of silence in a few kilobytes, and a picture."""
    found = {}
    for suffix in SUFFIXES:
        path = folder / f"seed.{suffix}"
        ffmpeg("-f", "lavfi", "-i", "sine=f=440:r=44100", "-t", "0.6", path)
        found[suffix] = path.read_bytes()
    ffmpeg("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "1800", folder / "bomb.flac")
    ffmpeg("-f", "lavfi", "-i", "color=red:size=64x64", "-frames:v", "1", folder / "red.jpg")
    return found | {"bomb": (folder / "bomb.flac").read_bytes(), "jpg": (folder / "red.jpg").read_bytes()}


def upload(number: int, made: dict[str, bytes], target: str) -> tuple[str, bytes]:
    """The name and the bytes of upload N; a playlist in it names `target`."""
    chance = random.Random(number)
    makers: tuple[Make, ...] = (_scrambled, _scrambled, _cut, _spliced, _headless, _lying_wave, _noise, _list, _letter)
    maker = _bomb if number % 400 == 399 else chance.choice(makers)
    name = (
        chance.choice(NAMES) if chance.random() < 0.5 else f"rekaman.{chance.choice((*SUFFIXES, 'm3u8', 'jpg', 'txt'))}"
    )
    return name, maker(chance, made, target)


def _sound(chance: random.Random, made: dict[str, bytes]) -> bytearray:
    return bytearray(made[chance.choice((*SUFFIXES, "jpg"))])


def _scrambled(chance: random.Random, made: dict[str, bytes], _target: str) -> bytes:
    data = _sound(chance, made)
    reach = chance.choice((64, 400, len(data)))
    for _ in range(chance.randint(1, 60)):
        data[chance.randrange(min(reach, len(data)))] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(data)


def _cut(chance: random.Random, made: dict[str, bytes], _target: str) -> bytes:
    data = _sound(chance, made)
    return bytes(data[: chance.randrange(len(data))])


def _spliced(chance: random.Random, made: dict[str, bytes], _target: str) -> bytes:
    one, other = _sound(chance, made), _sound(chance, made)
    return bytes(one[: chance.randrange(len(one))] + other[chance.randrange(len(other)) :]) * chance.randint(1, 3)


def _headless(chance: random.Random, made: dict[str, bytes], _target: str) -> bytes:
    return bytes(_sound(chance, made)[chance.randrange(1, 300) :])


def _lying_wave(chance: random.Random, _made: dict[str, bytes], _target: str) -> bytes:
    numbers = (chance.choice((0, 1, 3, 0xFFFE, 17, 85)), chance.choice((0, 1, 2, 255, 65535)))
    rate, width = chance.choice((0, 1, 8000, 44_100, 2**31, 2**32 - 1)), chance.choice((0, 1, 8, 16, 24, 32, 64, 65535))
    head = struct.pack(
        "<4sIHHIIHH", b"fmt ", 16, *numbers, rate, chance.randrange(2**32), chance.randrange(2**16), width
    )
    body = chance.randbytes(chance.randrange(20_000))
    return b"RIFF" + chance.randbytes(4) + b"WAVE" + head + b"data" + struct.pack("<I", chance.randrange(2**32)) + body


def _noise(chance: random.Random, _made: dict[str, bytes], _target: str) -> bytes:
    return chance.choice((b"", bytes(5000), b"ID3", b"OggS", b"fLaC", b"\x00\x00\x00\x18ftyp")) + chance.randbytes(
        chance.choice((0, 1, 10, 5000))
    )


def _list(chance: random.Random, made: dict[str, bytes], target: str) -> bytes:
    data = chance.choice(LISTS).format(target=target).encode()
    return data if chance.random() < 0.7 else bytes(_sound(chance, made)[: chance.randrange(200)]) + data


def _letter(chance: random.Random, _made: dict[str, bytes], _target: str) -> bytes:
    text = chance.choice(
        ("Yang terhormat, ", "<html><script>", "%PDF-1.7\n", "PK\x03\x04", '{"a": 1}', "\ufeff#!/bin/sh\n")
    )
    return text.encode() * chance.randrange(1, 300)


def _bomb(_chance: random.Random, made: dict[str, bytes], _target: str) -> bytes:
    return made["bomb"]
