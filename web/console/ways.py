"""Where a request goes next: back to the page it came from, and never off this console."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request, url_for


def back() -> str:
    """The path of the page that sent this form, or home."""
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host or not came_from.path.startswith("/"):
        return url_for("home.show")
    path = "/" + came_from.path.lstrip("/\\")
    return f"{path}?{came_from.query}" if came_from.query else path
