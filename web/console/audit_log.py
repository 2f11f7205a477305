"""The audit log: who did what, and whether the chain is whole."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from scheduler.audit import AuditLine, first_broken_line
from scheduler.people import PLANNERS
from web.console.access import only
from web.console.scope import db

PAGE = 50
pages = Blueprint("audit_log", __name__, url_prefix="/riwayat")


@pages.get("")
@only(*PLANNERS)
def show() -> ResponseReturnValue:
    """One page of the log, newest first; `sebelum` is the number of the line behind which it goes on."""
    before = request.args.get("sebelum", type=int)
    asked = select(AuditLine).order_by(AuditLine.seq.desc()).limit(PAGE + 1)
    if before and 0 < before < 2**62:
        asked = asked.where(AuditLine.seq < before)
    lines = list(db().scalars(asked))
    return render_template(
        "audit_log.html", lines=lines[:PAGE], more_before=lines[PAGE - 1].seq if len(lines) > PAGE else None
    )


@pages.get("/periksa")
@only(*PLANNERS)
def verify() -> ResponseReturnValue:
    """Follow the chain from its first line to its head."""
    return render_template("_audit_verdict.html", broken=first_broken_line(db()))
