"""The settings in force: environment first, then `.env` in the working folder, then defaults beneath SIAR_HOME."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import Unavailable


@dataclass(frozen=True)
class Settings:
    """Everything that differs from one installation to another. URLs are as in the contract."""

    home: Path
    database_url: str
    queue_url: str
    media_url: str
    secret_key: str
    base_url: str | None
    voice: str | None

    @property
    def voices_folder(self) -> Path:
        """Where Piper's voice files lie."""
        return self.home / "voices"

    @property
    def speech_cache(self) -> Path:
        """Where spoken words are kept, so that a new jingle does not speak them again."""
        return self.home / "speech"


def read_settings(environ: Mapping[str, str] | None = None, home: Path | None = None) -> Settings:
    """Read the settings and make SIAR_HOME; `home` overrules what the environment says."""
    env = dict(_dotenv()) | dict(os.environ if environ is None else environ)
    folder = (home or Path(env.get("SIAR_HOME") or "var")).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            "The folder %(folder)s cannot be made: %(why)s.",
            "Set SIAR_HOME to a folder you may write to.",
            folder=folder,
            why=error.strerror,
        ) from error
    return Settings(
        home=folder,
        database_url=env.get("SIAR_DATABASE_URL") or f"sqlite:///{folder / 'siar.db'}",
        queue_url=env.get("SIAR_QUEUE_URL") or f"sqlite:///{folder / 'queue.db'}",
        media_url=env.get("SIAR_MEDIA_URL") or str(folder / "media"),
        secret_key=env.get("SIAR_SECRET_KEY") or _kept_secret(folder / "secret_key"),
        base_url=(env.get("SIAR_BASE_URL") or "").rstrip("/") or None,
        voice=env.get("SIAR_VOICE") or None,
    )


def _dotenv() -> Mapping[str, str]:
    path = Path(".env")
    if not path.is_file():
        return {}
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(path).items() if value is not None}


def _kept_secret(path: Path) -> str:
    """The secret of this station, made once. Linked into place, so that two first starts agree on one."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
