"""A script rendered: words, voice, mix, loudness, file. What `siar render` and the queue's job call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from audio.arrangement import arrange, samples_of
from audio.elements import element
from audio.encoding import format_of
from audio.pcm import RATE
from audio.production import produce
from audio.recording import Rendered, recording
from audio.spool import Spool
from audio.template import Template
from audio.voices.speech import speak
from audio.words import speak as spoken

TARGET_LUFS = -16.0
Progress = Callable[[int, str], None]


def render(
    text: str,
    out: Path,
    *,
    language: str | None = None,
    voice: str | None = None,
    lexicon: Any = (),
    template: Template = Template(),  # noqa: B008 (frozen)
    tags: Mapping[str, str] = {},
    target_lufs: float = TARGET_LUFS,
    cache: Path | None = None,
    voices_folder: Path | None = None,
    progress: Progress | None = None,
) -> Rendered:
    """Read a script aloud and write it, broadcast-ready, to `out` (mp3, flac, opus or wav by its suffix).

    `progress` gets per cent and stage (`voice`, `mix`, `encode`). AudioError when it can't
    be done; no file is left then.
    """
    format_of(out)
    report = progress or (lambda _percent, _stage: None)
    intro, outro, bed = element(template.intro), element(template.outro), element(template.bed)
    said = spoken(text, language, lexicon)
    with speak(
        said.words,
        said.language,
        voice,
        folder=voices_folder,
        cache_folder=cache,
        progress=lambda part: report(int(part * 30), "voice"),
    ) as speech:
        arrangement = arrange(speech, template, intro, outro, bed)
        with Spool(arrangement.channels) as spool:
            for piece in arrangement.pieces():
                spool.add(samples_of(piece))
                report(30 + int(10 * spool.frames / RATE * 1000 / arrangement.duration_ms), "mix")
            produced = produce(spool, out, target_lufs, tags, lambda part: report(40 + int(part * 60), "encode"))
    remarks = (*speech.remarks, *produced.remarks)
    return recording(produced, out, voice=speech.voice, words=said.words, remarks=remarks)
