"""Quotes and the files of quotes and contracts on their way in and out (design: uploads)."""

from contextlib import closing

from flask import request, url_for
from werkzeug.datastructures import CombinedMultiDict, FileStorage

from app.rules.money import typed_yuan
from app.services.deals import shelf
from app.services.deals.files import Subject
from app.services.deals.quotes import Line
from app.services.deals.shelf import Kept

FORM_BYTES = 64 * 1024


def posted() -> CombinedMultiDict[str, str | FileStorage]:
    """A form with a file, read only where it says to be no longer than one may be."""
    request.max_content_length = shelf.MOST_BYTES + FORM_BYTES
    return CombinedMultiDict([request.files, request.form])


def on_shelf(given: FileStorage) -> Kept:
    """Raises what `shelf.keep` refuses."""
    with closing(given) as file:
        return shelf.keep(file.stream, file.filename or "")


def address(on: Subject) -> str:
    """The page of what a file hangs on."""
    if on.quote_id is not None:
        return url_for("quotes.show", quote_id=on.quote_id)
    return url_for("deals.show", deal_id=on.deal_id)


def deal_of(quote: Line) -> str:
    """The form of a deal, filled with what was offered."""
    offered = {"price": typed_yuan(quote.price_fen), "product": quote.product_id}
    return url_for("deals.new", lead=quote.lead_id, quote=quote.id, **offered)
