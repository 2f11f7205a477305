"""The voices: espeak-ng offline, Piper where a voice file lies, gTTS where there is a network."""

from __future__ import annotations

from audio.voices.catalogue import VoiceInfo, available, choose

__all__ = ["VoiceInfo", "available", "choose"]
