"""A process that works on one problem: a solver that crashes or runs over its time takes nothing else with it."""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection

from scheduler.placement.tasks import Done


def main(descriptor: int) -> None:
    """Take the problem, then one task after the other, until the line is closed."""
    line = Connection(descriptor)
    try:
        problem = line.recv()
        while True:
            for message in line.recv().run(problem):
                line.send(message)
            line.send(Done())
    except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        return


if __name__ == "__main__":
    main(int(sys.argv[1]))
