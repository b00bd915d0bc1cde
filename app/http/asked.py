"""Requests as the house reads them: nothing in them that a database cannot hold."""

from collections.abc import Iterable

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import IntegerConverter, Map

from app.rules import numbers


class Typed(ImmutableMultiDict[str, object]):
    """What an address asks or a form sends, without the letter that PostgreSQL cannot keep."""

    def __init__(self, pairs: Iterable[tuple[str, object]] = ()) -> None:
        super().__init__([(bare(name), bare(value)) for name, value in pairs])


class Asked(Request):
    parameter_storage_class = Typed


class RowNumber(IntegerConverter):
    """A number in a path is that of a row; one that no row can have leads to no page."""

    def __init__(self, map: Map, max: int = numbers.MOST) -> None:  # noqa: A002 (named in routes)
        super().__init__(map, max=max)


def bare(value: object) -> object:
    return value.replace("\0", "") if isinstance(value, str) else value


def init_app(app: Flask) -> None:
    app.request_class = Asked
    app.url_map.converters["int"] = RowNumber
