"""A person's recording, uploaded or made on the page, brought to broadcast loudness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from audio.decoding import decoding_stereo
from audio.errors import ForeignAudio
from audio.inspection import Inspection, Listener
from audio.pcm import RATE, integers
from audio.production import produce
from audio.recording import Rendered, recording
from audio.render import TARGET_LUFS, Progress
from audio.spool import Spool

VOICE = "person"
LONGEST_MS = 3_600_000
SHORTEST_MS = 400


@dataclass(frozen=True)
class Take:
    """The broadcast-ready recording, and what was heard in the file that was sent. Its cues hold for the recording."""

    recording: Rendered
    inspection: Inspection


def accept(
    source: Path,
    out: Path,
    *,
    name: str = "",
    tags: Mapping[str, str] = {},
    target_lufs: float = TARGET_LUFS,
    progress: Progress | None = None,
) -> Take:
    """Take in a sound file of any format and write it, as long as it was, to `out` at the target loudness.

    `name` is what the person called it. ForeignAudio when it is no sound, is damaged, silent, shorter than 400 ms or
    longer than an hour; no file is left then.
    """
    report, name = progress or (lambda _percent, _stage: None), name or source.name
    listener = Listener()
    with Spool(2) as spool:
        with decoding_stereo(source, name=name) as stream:
            for block in stream.blocks:
                listener.feed(block)
                spool.add(integers(block))
                _check_length(spool.frames * 1000 // RATE, name)
                report(min(30, spool.frames * 30 // (RATE * 600)), "listen")
        inspection = listener.inspection(spool.finished().result(), name)
        if inspection.duration_ms < SHORTEST_MS:
            raise ForeignAudio("%(file)s is too short.", "Record at least half a second.", file=name)
        produced = produce(spool, out, target_lufs, tags, lambda part: report(30 + int(part * 70), "encode"))
    return Take(recording(produced, out, voice=VOICE, remarks=produced.remarks), inspection)


def _check_length(duration_ms: int, name: str) -> None:
    if duration_ms > LONGEST_MS:
        raise ForeignAudio("%(file)s is longer than an hour.", "Cut it into parts.", file=name)
