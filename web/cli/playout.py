"""`siar playout`: the agent, as `siar-playout` starts it."""

from __future__ import annotations

import click


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def playout(arguments: tuple[str, ...]) -> None:
    """Run the playout machine's agent."""
    from playlists.agent.cli import main

    raise click.exceptions.Exit(main(list(arguments)))
