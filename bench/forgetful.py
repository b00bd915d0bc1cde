"""The control of `bench faults`: the same server, but it recognises no record that it had before."""

import io
import json
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from app import create_app


class Forgetful:
    """Gives every request a device and its records numbers and ids that were never seen."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/sync":
            return self.app(environ, start_response)
        sent = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        known = [(op["id"], op["seq"]) for op in sent["ops"]]
        sent |= {"device": str(uuid4()), "max_seq": len(known)}
        for number, op in enumerate(sent["ops"], start=1):
            op |= {"id": str(uuid4()), "seq": number}
        body = json.dumps(sent).encode()
        environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        return [self.as_known(b"".join(self.app(environ, unsized(start_response))), known)]

    def as_known(self, body: bytes, known: list[tuple[str, int]]) -> bytes:
        answer = json.loads(body)
        for result, (number, seq) in zip(answer.get("results", []), known, strict=False):
            result |= {"id": number, "seq": seq}
        return json.dumps(answer).encode()


def unsized(start_response: Any) -> Any:
    """The answer gets another length than the app has told."""

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        return start_response(status, kept, exc_info)

    return start


app = Forgetful(create_app())
