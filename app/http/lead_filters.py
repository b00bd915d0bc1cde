"""The filters of the list of customers as they stand in its address, and back again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from flask import request, url_for
from flask_babel import gettext as _

from app.http import paging, words
from app.services.leads import places
from app.services.leads.finding import NOBODY, Wanted

NAMES = ("grade", "stage", "kind", "source", "owner", "due", "called", "trade", "sort")
LONGEST = 100


@dataclass(frozen=True)
class Chip:
    """A filter that is on, in words, and the address of the list without it."""

    label: str
    without: str


def wanted() -> Wanted:
    """What is asked for: filters from the address, and what is looked up."""
    asked = request.args
    texts = {name: asked.get(name, "") for name in ("grade", "stage", "kind", "due", "called")}
    return Wanted(
        q=asked.get("q", "").replace("\0", "").strip()[:LONGEST],
        source=paging.number("source"),
        owner=paging.number("owner"),
        trade=asked.get("trade", "").replace("\0", "").strip()[:LONGEST],
        sort=asked.get("sort", "") if asked.get("sort") in places.ORDERS else "",
        place=places.read(asked.get("after", "")),
        **texts,
    )


def chosen(args: Mapping[str, str]) -> dict[str, str]:
    """The filters that are on; what is looked up by name is none of them: it is in no address that
    a browser remembers, and in no saved view."""
    return {name: args[name] for name in NAMES if args.get(name)}


def address(without: str = "") -> str:
    """The list with the filters as they are, from its top, without one of them."""
    found = {name: value for name, value in chosen(request.args).items() if name != without}
    return url_for("leads.index", **found)


def further(page_after: places.Place) -> str:
    """The same list from a place on."""
    return f"{request.path}?{urlencode({**request.args.to_dict(), 'after': str(page_after)})}"


def top() -> str:
    asked = {name: value for name, value in request.args.to_dict().items() if name != "after"}
    return f"{request.path}?{urlencode(asked)}"


def query() -> str:
    """The filters as a saved view keeps them."""
    return urlencode(chosen(request.args))


def kept(text: str) -> str:
    """What a form says is to be kept, of it the filters alone."""
    return urlencode(chosen(dict(parse_qsl(text[:1_000]))))


def as_address(saved: str) -> str:
    return url_for("leads.index", **chosen(dict(parse_qsl(saved))))


def to_export() -> str:
    """Where what is listed can be exported: all of it and no more, so with what is looked up, too."""
    typed = {"q": request.args["q"]} if request.args.get("q") else {}
    found = {name: value for name, value in chosen(request.args).items() if name != "sort"}
    return url_for("exports.new", **typed, **found)


def tools() -> dict[str, Callable[..., str]]:
    """What the page of the list makes its links with."""
    links = {"further": further, "top": top, "to_export": to_export}
    return {**links, "query": query, "as_address": as_address}


def chips(asked: Wanted, sources: Mapping[int, str], owners: Mapping[int, str]) -> list[Chip]:
    """What is on, one by one, so that it can be seen and put off."""
    return [Chip(label, address(name)) for name, label in labels(asked, sources, owners).items()]


def labels(asked: Wanted, sources: Mapping[int, str], owners: Mapping[int, str]) -> dict[str, str]:
    """The filters that are on, in words, by name."""
    found = {
        "grade": said("list_grade", asked.grade, asked.grade),
        "stage": said(f"stage_{asked.stage}", asked.stage),
        "kind": said(f"kind_{asked.kind}", asked.kind),
        "source": name_of(asked.source, sources),
        "owner": _("无人负责") if asked.owner == NOBODY else name_of(asked.owner, owners),
        "due": said(f"list_due_{asked.due}", asked.due),
        "trade": asked.trade,
        "called": said(f"list_called_{asked.called}", asked.called),
    }
    return {name: label for name, label in found.items() if label}


def said(code: str, value: str, grade: str = "") -> str:
    """A filter in words; one that nobody knows, as it stands in the address."""
    if not value:
        return ""
    return words.say(code, {"grade": grade}) if code in words.SENTENCES else value[:LONGEST]


def name_of(key: int | None, names: Mapping[int, str]) -> str:
    return "" if key is None else names.get(key, f"#{key}")
