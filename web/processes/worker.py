"""The worker process: takes events off the queue, one at a time.

One at a time, since the voice's library bears no second thread, and ffmpeg uses the other core already. A station
that needs more starts more workers.
"""

from __future__ import annotations

from scheduler.desk import open_desk
from scheduler.settings import read_settings
from web.processes.signals import die_with_parent
from web.wiring import open_dispatcher

IDLE_S, LONGEST_IDLE_S = 0.05, 0.5


def work() -> None:
    """Work until SIGTERM or SIGINT. What is cut off in the middle is handed out again."""
    die_with_parent()
    dispatcher = open_dispatcher(open_desk(read_settings()))
    consumer = dispatcher.queue.create_consumer(
        workers=1, periodic=False, initial_delay=IDLE_S, max_delay=LONGEST_IDLE_S, check_worker_health=True
    )
    consumer.run()
