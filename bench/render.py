"""`siar render` of a news script with intro, bed and outro, against espeak-ng and one MP3 encode of the same length."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROUNDS = 5
SENTENCES = (
    "Pemerintah Kabupaten Lebak mengajak warga menjaga kebersihan saluran air menjelang musim hujan.",
    "Kepala Dinas Kesehatan menyampaikan bahwa imunisasi dasar tersedia gratis di seluruh Puskesmas setiap hari kerja.",
    "Pendaftaran dibuka pada Senin, 7 Desember 2026 pukul 08.00 WIB sampai selesai di kantor kecamatan masing-masing.",
    "Bantuan sebesar Rp2.500.000,00 disalurkan kepada 1.250 keluarga yang terdampak tanah longsor.",
    "Warga yang melihat kerusakan jalan dapat melapor melalui lapor.go.id atau telepon 0812-3456-7890.",
)


def run() -> list[tuple[str, str]]:
    """The ratio to the floor, two at once, and the memory of a ten-minute script."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sounds = _sounds(folder)
        _render(_script(folder, "first", 32), folder / "first.wav", sounds)
        seconds = _seconds(folder / "first.wav")
        pairs = [_pair(folder, number, seconds, sounds) for number in range(ROUNDS)]
        alone = statistics.median(ours for ours, _ in pairs)
        twos = [_pair_of_two(folder, number, seconds, sounds) for number in range(ROUNDS)]
        memory, minutes = _memory(folder, sounds)
    ratio = statistics.median(ours / floor for ours, floor in pairs)
    together = statistics.median(ours for ours, _ in twos)
    floor = 2 * statistics.median(floor for _, floor in pairs) / statistics.median(floor for _, floor in twos)
    return [
        (f"siar render of {seconds:.0f} s, of speech and one encode", f"{ratio:.2f} ({alone:.2f} s)"),
        (
            "two renders at once, of the throughput of one",
            f"{2 * alone / together:.2f} (speech and one encode: {floor:.2f})",
        ),
        (f"memory of a script of {minutes:.1f} minutes", f"{memory:.0f} MB"),
    ]


def _script(folder: Path, name: str, sentences: int) -> Path:
    path = folder / f"{name}.txt"
    lines = [SENTENCES[number % len(SENTENCES)] for number in range(sentences)]
    path.write_text("\n\n".join([*lines, f"Catatan {name}."]))
    return path


def _render(script: Path, out: Path, sounds: list[str]) -> None:
    subprocess.run(_command(script, out, sounds), check=True, capture_output=True)


def _command(script: Path, out: Path, sounds: list[str]) -> list[str]:
    return [sys.executable, "-m", "web.cli", "render", str(script), "-o", str(out), *sounds]


def _seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


def _pair(folder: Path, number: int, seconds: float, sounds: list[str]) -> tuple[float, float]:
    """A script with new words each time, so that no cache helps, and the floor right after it."""
    script = _script(folder, f"s{number}", 32)
    ours = _timed(lambda: _render(script, folder / "ours.mp3", sounds))
    return ours, _timed(lambda: _floor(folder, seconds))


def _floor(folder: Path, seconds: float) -> None:
    from audio.ffmpeg import ffmpeg_path

    program = shutil.which("espeak-ng")
    if not program:
        raise SystemExit("The floor needs espeak-ng: apt install espeak-ng")
    voice, out = folder / "voice.wav", folder / "floor.mp3"
    subprocess.run([program, "-v", "id", "-f", _script(folder, "floor", 32), "-w", voice], check=True)
    encode = ["-stream_loop", "-1", "-i", voice, "-t", str(seconds), "-ar", "44100", "-ac", "2", "-b:a", "192k", out]
    subprocess.run([shutil.which("ffmpeg") or ffmpeg_path(), "-v", "error", "-y", *encode], check=True)


def _pair_of_two(folder: Path, number: int, seconds: float, sounds: list[str]) -> tuple[float, float]:
    """Two renders at once, and right after them two floors at once: what the machine's two cores are good for."""
    ours = _timed(lambda: _two(folder, number, sounds))
    floors = [folder / f"floor{half}" for half in "ab"]
    for floor in floors:
        floor.mkdir(exist_ok=True)
    with ThreadPoolExecutor(len(floors)) as both:
        return ours, _timed(lambda: list(both.map(lambda floor: _floor(floor, seconds), floors)))


def _two(folder: Path, number: int, sounds: list[str]) -> None:
    scripts = [_script(folder, f"two{number}{half}", 32) for half in "ab"]
    commands = [_command(script, script.with_suffix(".mp3"), sounds) for script in scripts]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]
    if [process for process in running if process.wait() != 0]:
        raise SystemExit("A render failed.")


_PROBE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _memory(folder: Path, sounds: list[str]) -> tuple[float, float]:
    """The most memory in MB that a process of it held (an interpreter of its own asks), and the minutes."""
    out = folder / "long.wav"
    command = _command(_script(folder, "long", 80), out, sounds)
    said = subprocess.run([sys.executable, "-c", _PROBE, *command], check=True, capture_output=True, text=True).stdout
    return int(said) / 1024, _seconds(out) / 60


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _sounds(folder: Path) -> list[str]:
    import numpy as np

    options = []
    for name, hz, seconds in (("intro", 660, 3), ("bed", 220, 20), ("outro", 440, 3)):
        samples = np.sin(2 * np.pi * hz * np.arange(seconds * 44_100) / 44_100) * 4000
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, 44_100, 0, "NONE", ""))
            file.writeframes(samples.astype("<i2").tobytes())
        options += [f"--{name}", str(folder / f"{name}.wav")]
    return options
