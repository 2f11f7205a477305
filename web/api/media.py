"""Audio by its content address: immutable, with byte ranges."""

from __future__ import annotations

import re
from io import SEEK_END
from typing import BinaryIO, cast

from apiflask import APIBlueprint
from flask import Response, abort, current_app, request, send_file

from audio.errors import MediaMissing
from playlists.signing import is_signed
from scheduler.desk import Desk
from scheduler.sounds import MIME
from web.api.documents import Answers
from web.api.doors import a_machine, is_signed_in
from web.api.ranges import effective_range

media = APIBlueprint("media", __name__, tag="Media")

NAME = re.compile(r"([0-9a-f]{64})\.([a-z0-9]{1,8})")
FOR_EVER = "public, max-age=31536000, immutable"


ANSWERS: Answers = {
    200: {"description": "The audio", "content": {"audio/*": {"schema": {"type": "string", "format": "binary"}}}},
    206: {"description": "The range that was asked for"},
    401: {"description": "No token, no signed-in person and no valid signature"},
    404: {"description": "There is no such file"},
    416: {"description": "The file has no such range"},
}


@media.get("/media/<name>")
@media.doc(summary="One audio file", responses=ANSWERS, security=["machine", "session"])
def audio(name: str) -> Response:
    """`name` is SHA256.EXT; open to machines, to signed-in people, and to whoever holds a signed address."""
    if not _may_fetch(name):
        abort(401)
    match = NAME.fullmatch(name)
    if match is None:
        raise MediaMissing("There is no such file.")
    sha256, ext = match.groups()
    desk = cast(Desk, current_app.extensions["siar_desk"])
    response = _sent(desk.media.open(sha256, ext), MIME.get(ext, "application/octet-stream"), sha256)
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _sent(file: BinaryIO, mime: str, etag: str) -> Response:
    """The file, or the range of it that is asked for, from whatever store it comes."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    response = send_file(file, mime, conditional=False, etag=False)
    response.content_length = size
    response.set_etag(etag)
    wanted = effective_range(request.headers.get("Range"), size)
    asked = {key: value for key, value in request.environ.items() if key != "HTTP_RANGE"}
    asked |= {"HTTP_RANGE": wanted} if wanted else {}
    response.make_conditional(asked, accept_ranges=True, complete_length=size)
    return response


def _may_fetch(name: str) -> bool:
    desk = cast(Desk, current_app.extensions["siar_desk"])
    expires, signature = request.args.get("e", ""), request.args.get("s", "")
    if signature and is_signed(desk.settings.secret_key, name, expires, signature, desk.now()):
        return True
    return a_machine() is not None or is_signed_in()
