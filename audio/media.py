"""The media store: files by their SHA-256, in a folder or in S3. A half-written file is never seen."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO
from urllib.parse import unquote, urlsplit

from audio.disk import writing
from audio.errors import MediaMissing

_NAME = re.compile(r"([0-9a-f]{64})\.([a-z0-9]{2,5})")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Stored:
    """A file in the store: its hash, its suffix without the dot, its size in bytes."""

    sha256: str
    ext: str
    bytes: int


class MediaStore(ABC):
    """What every store does. `put_file` and `put_bytes` are atomic, and putting again changes nothing."""

    @staticmethod
    def at(url: str) -> MediaStore:
        """The store at a folder's path, a `file:` URL, or `s3://bucket/prefix`."""
        if url.startswith("s3://"):
            from audio.media_s3 import S3Store

            return S3Store(url)
        parts = urlsplit(url)
        return FolderStore(Path(unquote(parts.path) if parts.scheme == "file" else url))

    def put_file(self, path: Path, ext: str) -> Stored:
        """Copy a file in; it is hashed while it is written. AudioError when the disk is full."""
        with path.open("rb") as source:
            return self._put(source, ext)

    def put_bytes(self, data: bytes, ext: str) -> Stored:
        """Write bytes in. AudioError when the disk is full."""
        return self._put(io.BytesIO(data), ext)

    def verify(self, sha256: str, ext: str) -> bool:
        """Whether its bytes still have its hash. MediaMissing when it is not there."""
        with self.open(sha256, ext) as file:
            return digest(file) == sha256

    @abstractmethod
    def _put(self, source: IO[bytes], ext: str) -> Stored: ...

    @abstractmethod
    def open(self, sha256: str, ext: str) -> BinaryIO:
        """The file for reading. MediaMissing when it is not there."""

    @abstractmethod
    def path(self, sha256: str, ext: str) -> Path | None:
        """Where the file lies on this machine, or None."""

    def at_hand(self, sha256: str, ext: str, folder: Path) -> Path:
        """The file on this machine: where it lies, or a copy of it in `folder`. MediaMissing when it is not there."""
        here = self.path(sha256, ext)
        if here is None:
            here = folder / named(sha256, ext)
            with self.open(sha256, ext) as source, writing(str(folder)), here.open("wb") as target:
                shutil.copyfileobj(source, target, _CHUNK)
        return here

    @abstractmethod
    def exists(self, sha256: str, ext: str) -> bool:
        """Whether the store has it."""

    @abstractmethod
    def delete(self, sha256: str, ext: str) -> None:
        """Take it out; nothing happens when it is not there."""

    @abstractmethod
    def all(self) -> Iterator[Stored]:
        """Every file in the store."""


def named(sha256: str, ext: str) -> str:
    """The file's name in a store. MediaMissing when it is no hash or no suffix: nothing else is ever looked up."""
    name = f"{sha256}.{ext}"
    if not _NAME.fullmatch(name):
        raise MediaMissing("There is no such file in the media store.", "Check its address.")
    return name


def stored(name: str, size: int) -> Stored | None:
    """What a file in the store is, or None when its name is none of ours."""
    match = _NAME.fullmatch(name)
    return Stored(match[1], match[2], size) if match else None


class FolderStore(MediaStore):
    """Files in a folder, two letters of the hash to a subfolder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _put(self, source: IO[bytes], ext: str) -> Stored:
        with writing(str(self.folder)), self._part() as part:
            sha256, size = copied(source, part)
            part.flush()
            os.fsync(part.fileno())
            target = self._place(sha256, ext)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.fchmod(part.fileno(), 0o644)
            Path(part.name).replace(target)  # also over a file of this name: that mends a damaged one
            _sync(target.parent)
        return Stored(sha256, ext, size)

    @contextmanager
    def _part(self) -> Iterator[IO[bytes]]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".part-", delete=False) as part:
            try:
                yield part
            finally:
                Path(part.name).unlink(missing_ok=True)

    def _place(self, sha256: str, ext: str) -> Path:
        return self.folder / sha256[:2] / named(sha256, ext)

    def open(self, sha256: str, ext: str) -> BinaryIO:
        try:
            return self._place(sha256, ext).open("rb")
        except FileNotFoundError as error:
            raise MediaMissing("The media store has no file %(sha256)s.", "Render it again.", sha256=sha256) from error

    def path(self, sha256: str, ext: str) -> Path | None:
        place = self._place(sha256, ext)
        return place if place.is_file() else None

    def exists(self, sha256: str, ext: str) -> bool:
        return self._place(sha256, ext).is_file()

    def delete(self, sha256: str, ext: str) -> None:
        self._place(sha256, ext).unlink(missing_ok=True)

    def all(self) -> Iterator[Stored]:
        for path in sorted(self.folder.glob("??/*.*")):
            if found := stored(path.name, path.stat().st_size):
                yield found


def digest(file: IO[bytes]) -> str:
    """The SHA-256 of what is left to read in a file."""
    found = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        found.update(chunk)
    return found.hexdigest()


def copied(source: IO[bytes], target: IO[bytes]) -> tuple[str, int]:
    """Copy all, and give its hash and size in bytes."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        target.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
