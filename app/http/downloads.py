"""Tables to take away: text cells only, so that nothing in them is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import xlsxwriter
from flask import Response, send_file

from app.rules.cells import guarded

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
