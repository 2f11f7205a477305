"""A worker that begins to serve has the days at hand: 514 machines do not wait while it reads them."""

from __future__ import annotations

import gc
import logging
from typing import cast

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from audio.errors import SiarError
from web.api.machine_door import MachineDoor
from web.api.pulse import Pulses

log = logging.getLogger(__name__)


def make_ready(api: Flask, bind: str) -> None:
    """Read what is published, for machines that call the address `bind` (HOST:PORT) or the station's own.

    A database that does not answer yet keeps nobody from serving.
    """
    base = api.extensions["siar_desk"].settings.base_url or f"http://{bind}"
    try:
        cast(MachineDoor, api.extensions["siar_door"]).prepare()
        cast(Pulses, api.extensions["siar_pulses"]).prepare(base)
    except (SQLAlchemyError, SiarError) as fault:
        log.warning("nothing is at hand yet: %s", fault)
    # what stays for the life of the process need not be walked through by every collection: that took 0.2 s
    gc.collect()
    gc.freeze()
