"""The program `siar-playout`."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from playlists.agent.errors import AgentError
from playlists.agent.notices import log


def main(argv: list[str] | None = None) -> int:
    """Run the agent until it is told to end; the exit code: 0 done, 1 not possible, 2 usage."""
    options = _parser().parse_args(argv)
    _speak_on_standard_error()
    try:
        return _play(options)
    except (AgentError, OSError) as fault:
        print(str(fault), file=sys.stderr)  # noqa: T201 - a command line speaks on its standard error
        return 1


def _speak_on_standard_error() -> None:
    """One line for each thing that happens, whatever the program around has set up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.handlers = [handler]
    log.propagate = False  # else a program around, such as `siar`, would say each line again
    log.setLevel(logging.INFO)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="siar-playout", description="Plays a station's playlists on this machine.")
    parser.add_argument("--server", required=True, metavar="URL", help="the station's address")
    parser.add_argument("--cache", required=True, metavar="DIR", type=Path, help="the folder of all that is kept here")
    parser.add_argument("--token", metavar="T", help="the machine's token; better by SIAR_TOKEN")
    parser.add_argument("--output", metavar="OUTPUT", action="append", help="null, file:PATH …; can be given again")
    parser.add_argument("--until", metavar="TIME", type=_moment, help="end at this time (ISO 8601)")
    return parser


def _play(options: argparse.Namespace) -> int:
    from playlists.agent.agent import Agent
    from playlists.agent.inputs.kinds import input_named
    from playlists.agent.outputs.kinds import output_named

    token = (options.token or os.environ.get("SIAR_TOKEN", "")).strip()
    if not token:
        raise AgentError("No token: give the machine's token in SIAR_TOKEN (`siar machine add NAME` makes one).")
    named = options.output or os.environ.get("SIAR_OUTPUT", "device").split()
    studio = input_named(os.environ.get("SIAR_INPUT", "device"))
    agent = Agent(options.server, token, options.cache, [output_named(name) for name in named], studio=studio)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: agent.stop())
    agent.run(options.until)
    return 0


def _moment(text: str) -> datetime:
    """An ISO 8601 time; one without an offset is in the machine's own zone."""
    return datetime.fromisoformat(text).astimezone(UTC)


if __name__ == "__main__":
    sys.exit(main())
