"""Tables to take away: text cells only, so that nothing in them is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import xlsxwriter
from flask import Response, send_file

from app import clock
from app.rules.cells import guarded

Cell = str | Decimal
DEAD = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
WIDTH = 14
MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
FILES = {
    **MIME,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "png": "image/png",
    **dict.fromkeys(("jpg", "jpeg"), "image/jpeg"),
    "webp": "image/webp",
}


@dataclass(frozen=True)
class Page:
    """A page of a workbook: text, and exact numbers that can be added up."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def table(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """An attachment of this name; its ending says in which form."""
    ending = name.rpartition(".")[2]
    made = (as_xlsx if ending == "xlsx" else as_csv)(chain([headings], rows))
    return send_file(made, MIME[ending], as_attachment=True, download_name=name, max_age=0)


def as_xlsx(rows: Iterable[Sequence[str]]) -> io.BytesIO:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(at, column, guarded(text))
    made.seek(0)
    return made


def workbook(name: str, pages: Sequence[Page]) -> Response:
    """An XLSX attachment of some pages that nobody keeps on the way: numbers are numbers, all else
    is dead text."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, DEAD) as book:
        for page in pages:
            write(book, page)
    made.seek(0)
    answer = send_file(made, MIME["xlsx"], as_attachment=True, download_name=name, etag=False)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def write(book: Any, page: Page) -> None:
    sheet = book.add_worksheet(page.title)
    text = book.add_format({"num_format": "@", "quote_prefix": True})
    money = book.add_format({"num_format": "#,##0.00"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(page.headings) - 1), WIDTH)
    for at, row in enumerate([page.headings, *page.rows]):
        for column, cell in enumerate(row):
            if isinstance(cell, Decimal):
                sheet.write_number(at, column, cell, money)
            else:
                sheet.write_string(at, column, guarded(cell), text)


def moment(at: datetime) -> str:
    """A moment in a table: the company's day and time."""
    return at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")


def as_csv(rows: Iterable[Sequence[str]]) -> io.BytesIO:
    """UTF-8 with its mark, which spreadsheets need to see; an apostrophe disarms formulas."""
    text = io.StringIO()
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    return io.BytesIO(text.getvalue().encode("utf-8-sig"))


def file(path: Path, name: str) -> Response:
    """A file from disk as an attachment that no browser or proxy keeps."""
    answer = send_file(
        path,
        FILES[name.rpartition(".")[2].lower()],
        as_attachment=True,
        download_name=name,
        etag=False,
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers.pop("Last-Modified", None)
    return answer


def text(said: str, name: str) -> Response:
    """A plain text as an attachment."""
    made = io.BytesIO(said.encode())
    return send_file(made, "text/plain; charset=utf-8", as_attachment=True, download_name=name)
