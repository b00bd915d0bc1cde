import gzip
from collections.abc import Callable
from functools import partial

import brotli
from flask import Flask, Response, request

PACKED = ("text/html", "application/json", "application/manifest+json", "text/javascript")
LEAST_PACKED = 1000
PACKS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=5),
    "gzip": partial(gzip.compress, compresslevel=5),
}
"""The smaller first; both take about as long."""
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask) -> None:
    app.after_request(pack)
    app.after_request(add)


def add(response: Response) -> Response:
    for name, value in FIXED.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if response.mimetype == "text/html":
        response.vary.add("HX-Request")
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def pack(response: Response) -> Response:
    """Compresses what phones load, so that no proxy in front is needed for it."""
    packable = response.mimetype in PACKED and not response.direct_passthrough
    coding = next((one for one in PACKS if one in request.accept_encodings), None)
    if not packable or coding is None or "Content-Encoding" in response.headers:
        return response
    plain = response.get_data()
    if len(plain) > LEAST_PACKED:
        response.set_data(PACKS[coding](plain))
        response.headers["Content-Encoding"] = coding
        response.vary.add("Accept-Encoding")
    return response
