"""The media store in S3, or in anything that speaks it, through fsspec; endpoint and keys by the `AWS_*` names."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from audio.disk import writing
from audio.errors import AudioError, MediaMissing
from audio.media import MediaStore, Stored, copied, named, stored


class S3Store(MediaStore):
    """Files under `s3://bucket/prefix`. An object is whole from the moment it is seen, by S3's own promise."""

    def __init__(self, url: str) -> None:
        self._root = url.removeprefix("s3://").strip("/")
        self._files = _file_system()

    def _place(self, sha256: str, ext: str) -> str:
        return f"{self._root}/{sha256[:2]}/{named(sha256, ext)}"

    def _put(self, source: IO[bytes], ext: str) -> Stored:
        with _network_errors(), tempfile.NamedTemporaryFile(prefix="siar-media-") as part:
            with writing(part.name):
                digest, size = copied(source, part)
                part.flush()
            self._files.put_file(part.name, self._place(digest, ext))
        return Stored(digest, ext, size)

    def open(self, sha256: str, ext: str) -> BinaryIO:
        with _network_errors():
            if not self.exists(sha256, ext):
                raise MediaMissing("The media store has no file %(sha256)s.", "Render it again.", sha256=sha256)
            return cast(BinaryIO, self._files.open(self._place(sha256, ext), "rb"))

    def path(self, sha256: str, ext: str) -> Path | None:
        return None

    def exists(self, sha256: str, ext: str) -> bool:
        with _network_errors():
            return bool(self._files.isfile(self._place(sha256, ext)))

    def delete(self, sha256: str, ext: str) -> None:
        with _network_errors():
            if self.exists(sha256, ext):
                self._files.rm_file(self._place(sha256, ext))

    def all(self) -> Iterator[Stored]:
        with _network_errors():
            found = self._files.find(self._root, detail=True)
        for path, details in sorted(found.items()):
            if file := stored(path.rsplit("/", 1)[-1], details["size"]):
                yield file


def _file_system() -> Any:
    try:
        import fsspec

        # Without listings kept in memory: another process's file must be seen at once.
        return fsspec.filesystem(
            "s3", endpoint_url=os.environ.get("AWS_ENDPOINT_URL"), use_listings_cache=False, skip_instance_cache=True
        )
    except ImportError as error:
        raise AudioError("The media store in S3 needs s3fs.", "pip install 'siar[s3]'") from error


@contextmanager
def _network_errors() -> Iterator[None]:
    errors = import_module("botocore.exceptions")
    try:
        yield
    except (errors.BotoCoreError, errors.ClientError, OSError) as error:
        raise AudioError(
            "The media store can't be reached: %(reason)s.",
            "Check SIAR_MEDIA_URL, AWS_ENDPOINT_URL and the AWS keys.",
            reason=error,
        ) from error
