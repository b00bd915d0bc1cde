"""How commands speak: Chinese unless LANG says English, refusals on stderr with exit code 1."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click
from flask_babel import force_locale

from app.errors import RuleBroken
from app.http import words

P = ParamSpec("P")


def locale() -> str:
    return "en" if os.environ.get("LANG", "").lower().startswith("en") else "zh"


def site() -> str:
    """Where the web server answers, as far as a command can know."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    return os.environ.get("LIANXIAN_SITE", f"http://{host}:{port}")


def refusing(command: Callable[P, None]) -> Callable[P, None]:
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with force_locale(locale()):
            try:
                command(*args, **kwargs)
            except RuleBroken as refusal:
                click.echo(words.say(refusal.code, refusal.params), err=True)
                sys.exit(1)

    return run
