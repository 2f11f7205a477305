"""By which limits music and filler come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class RotationRules:
    """Milliseconds between two starts of one title and of one artist; how often a sound (sha256) may start in an
    hour; of each language the percent of the filler's time that it should have."""

    title_rest_ms: int = 3 * 3_600_000
    artist_rest_ms: int = 45 * 60_000
    most_an_hour: Mapping[str, int] = field(default_factory=dict)
    language_shares: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    """Of each sound (sha256) its language, where that is known."""

    def share_of(self, sha256: str) -> int:
        """The percent that its language should have; what has no share of its own has the rest together."""
        language = self.languages.get(sha256, "")
        return self.language_shares.get(language, max(0, 100 - sum(self.language_shares.values())))


USUAL = RotationRules()
