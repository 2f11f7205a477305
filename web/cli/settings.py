"""`siar config`."""

from __future__ import annotations

import re

import click

from scheduler.settings import read_settings


@click.command()
def config() -> None:
    """Print the settings in force, secrets masked."""
    settings = read_settings()
    shown = {
        "SIAR_HOME": settings.home,
        "SIAR_DATABASE_URL": settings.database_url,
        "SIAR_QUEUE_URL": settings.queue_url,
        "SIAR_MEDIA_URL": settings.media_url,
        "SIAR_SECRET_KEY": "***",
        "SIAR_BASE_URL": settings.base_url or "",
        "SIAR_VOICE": settings.voice or "",
    }
    for name, value in shown.items():
        click.echo(f"{name}={without_password(str(value))}")


def without_password(url: str) -> str:
    """A URL whose password, if it has one, is masked."""
    return re.sub(r"(://[^:/@]*):[^@/]*@", r"\1:***@", url)
