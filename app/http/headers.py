import gzip

from flask import Flask, Response, request

PACKED = ("text/html", "application/json", "application/manifest+json", "text/javascript")
LEAST_PACKED = 1000
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
    if (
        not packable
        or "gzip" not in request.accept_encodings
        or "Content-Encoding" in response.headers
    ):
        return response
    plain = response.get_data()
    if len(plain) > LEAST_PACKED:
        response.set_data(gzip.compress(plain, 5))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response
