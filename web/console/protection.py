"""What shields the console: forged forms, hostile scripts, floods of requests, oversized bodies."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_talisman import Talisman
from flask_wtf import CSRFProtect

LARGEST_BODY = 2 * 1024 * 1024
View = TypeVar("View", bound=Callable[..., object])
CONTENT_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def takes_bodies_of(size: int) -> Callable[[View], View]:
    """Mark a view that takes larger bodies than the others, up to `size` bytes."""

    def mark(view: View) -> View:
        view.__dict__["largest_body"] = size
        return view

    return mark


def cookie_settings(https: bool) -> dict[str, object]:
    """Cookies that no script reads and no other site sends."""
    cookies = {
        f"{kind}_COOKIE_{name}": value
        for kind in ("SESSION", "REMEMBER")
        for name, value in (("HTTPONLY", True), ("SAMESITE", "Lax"), ("SECURE", https))
    }
    return {**cookies, "MAX_CONTENT_LENGTH": LARGEST_BODY, "MAX_FORM_MEMORY_SIZE": LARGEST_BODY}


def install_protection(app: Flask, https: bool) -> Limiter:
    """CSRF tokens on every form, a strict content policy with nonces, and limits by network address."""
    app.before_request(_allow_larger_body)  # before the form is read for its token
    CSRFProtect(app)
    Talisman(
        app,
        force_https=False,
        strict_transport_security=https,
        session_cookie_secure=https,
        session_cookie_samesite="Lax",
        content_security_policy=CONTENT_POLICY,
        content_security_policy_nonce_in=["script-src", "style-src"],
        frame_options="DENY",
        referrer_policy="same-origin",
    )
    return Limiter(get_remote_address, app=app, default_limits=["1200 per minute"], storage_uri="memory://")


def _allow_larger_body() -> None:
    size = getattr(current_app.view_functions.get(request.endpoint or ""), "largest_body", None)
    if size:
        request.max_content_length = size
