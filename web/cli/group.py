"""The program `siar`: finds the command, and tells what went wrong in one line."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Sequence

import click

from audio.errors import SiarError

COMMANDS = {
    "audit": ("audit", "Verify the audit log's chain."),
    "calendar": ("calendar", "The programmes as an iCalendar file."),
    "backup": ("backup", "Write database and media into one archive."),
    "clock": ("processes", "Run the clock process alone."),
    "config": ("settings", "Print the settings in force, secrets masked."),
    "db": ("database", "Migrate the database."),
    "demo": ("demo", "Open a sample station and carry an announcement from script to air."),
    "doctor": ("doctor", "Check this machine, with a mend for each fault."),
    "import": ("importing", "Take announcements in from JSON, CSV or XLSX."),
    "library": ("library", "Take audio files into the library."),
    "loudness": ("loudness", "Measure a file by EBU R128."),
    "machine": ("machines", "Add playout machines."),
    "plan": ("plan", "Place spots into breaks."),
    "playlist": ("playlist", "Print or publish a day."),
    "playout": ("playout", "Run the playout machine's agent."),
    "prayer-times": ("prayer_times", "Prayer times of a day."),
    "proof": ("proof", "Verify a proof of airing."),
    "render": ("render", "Turn a script into broadcast-ready audio."),
    "restore": ("backup", "Bring a station back from an archive."),
    "spoken": ("spoken", "Print the words that a voice will say."),
    "station": ("station", "Set up the station."),
    "token": ("tokens", "Give a person or an agency a token."),
    "up": ("processes", "Run the whole station on this machine."),
    "user": ("people", "Add people."),
    "voices": ("voices", "List the voices, and let one say something."),
    "web": ("processes", "Run the web process alone."),
    "worker": ("processes", "Run a worker alone."),
}


class LazyGroup(click.Group):
    """Loads a command's module when the command is called: `siar --help` must not wait for a solver."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"web.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_").replace("import", "import_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of `--help`, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="siar", message="%(version)s")
def siar() -> None:
    """Siar: the announcement desk and playout scheduler of a radio station."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. Exit codes: 0 done, 1 could not be done (one line on stderr), 2 usage."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        code = siar.main(list(arguments) if arguments is not None else None, prog_name="siar", standalone_mode=False)
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.Abort:
        code = 1
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except SiarError as error:
        code = _tell(in_users_language(error))
    except BrokenPipeError:
        sys.stdout = None  # nobody reads any more: nothing may be flushed at exit
        code = 1
    except OSError as error:
        code = _tell(f"{error.strerror or error}: {error.filename}" if error.filename else str(error))
    except Exception as error:
        logging.getLogger(__name__).debug("fault", exc_info=True)
        code = _tell(f"Siar failed here ({type(error).__name__}: {' '.join(str(error).split())[:300]}).")
    sys.exit(code if isinstance(code, int) else 0)


def in_users_language(error: SiarError) -> str:
    """The error in the language of the user's locale, where a catalogue has it."""
    from web.cli.language import translated

    return translated(error)


def _tell(line: str) -> int:
    click.echo(f"siar: {' '.join(line.split())}", err=True)
    return 1
