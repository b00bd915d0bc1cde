"""A file of questions → what it says (rules.md §7, import; design: uploads are checked first)."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO

from app.errors import RuleBroken
from app.rules.exams import aiken, gift
from app.rules.exams.question import Reading
from app.rules.papers import paper, sheets
from app.services.imports import archives, tables, texts, uploads
from app.services.imports.uploads import ENDINGS, TEXT, ZIP, Upload
from app.services.questions import docx
from app.services.questions.word_parts import MOST_LETTERS

GIFT, AIKEN, PAPER, SHEET = "gift", "aiken", "text", "xlsx"
FORMATS = (GIFT, AIKEN, PAPER, SHEET)
READERS: dict[str, Callable[[str], Reading]] = {
    GIFT: gift.read,
    AIKEN: aiken.read,
    PAPER: paper.read,
}
BROUGHT = {
    **ENDINGS,
    ".docx": (ZIP,),
    **dict.fromkeys((".aiken", ".gift", ".md", ".text"), (TEXT,)),
}
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".et")
PASTED = "粘贴的试卷.txt"
MOST_LINE, MOST_QUESTIONS = 20_000, 5_000
IS_AIKEN = re.compile(r"^[A-Z][.)][ \t].+\n(?:.*\n)*?ANSWER\s*:\s*[A-Z]\s*$", re.MULTILINE)
IS_GIFT = re.compile(
    r"^\$CATEGORY:|^::.+?::|\{\s*(?:[=~#]|T\s*[}#]|F\s*[}#]|TRUE|FALSE|\})", re.MULTILINE
)


@dataclass(frozen=True)
class Source:
    """A file that was brought, and the format in which it is read."""

    upload: Upload
    format: str

    @property
    def path(self) -> Path:
        return self.upload.folder / "file"


def take(file: IO[bytes], name: str, form: str | None = None, root: Path | None = None) -> Upload:
    """Takes a file in; with a format its name says nothing.

    Raises RuleBroken with what is wrong with the file from outside.
    """
    ending = PurePath(name).suffix.lower()
    brought = {ending: (TEXT, ZIP), **BROUGHT} if form else BROUGHT
    if ending not in brought:
        raise RuleBroken("question_file_ending", name=uploads.shown(name))
    return uploads.keep(file, name, root, brought)


def take_text(text: str, root: Path | None = None) -> Upload:
    """Takes in what was pasted."""
    return take(io.BytesIO(text.encode("utf-8", "replace")), PASTED, None, root)


def source(upload: Upload, form: str | None) -> Source:
    """The file with its format, told by name and contents where nobody says it."""
    ending = PurePath(upload.name).suffix.lower()
    return Source(upload, form or guessed(upload.folder / "file", ending))


def guessed(path: Path, ending: str) -> str:
    if ending in TABLES or is_workbook(path):
        return SHEET
    if ending == ".gift":
        return GIFT
    if uploads.kind_of(path) != TEXT:
        return PAPER
    text = text_of(path)
    if is_table(text):
        return SHEET
    if IS_AIKEN.search(text):
        return AIKEN
    return GIFT if IS_GIFT.search(text) else PAPER


def is_table(text: str) -> bool:
    """Whether it was copied out of a table: its first line are headings with tabs between them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return "\t" in first and sheets.is_heading(first.split("\t"))


def is_workbook(path: Path) -> bool:
    if uploads.kind_of(path) != ZIP:
        return uploads.kind_of(path) == uploads.OLE
    with archives.refusing(), path.open("rb") as file:
        archives.check_directory(file)
        return archives.WORKBOOK in zipfile.ZipFile(file).namelist()


def read(source: Source) -> Reading:
    """What the file says. Raises RuleBroken with what is wrong with it as a whole, also
    "question_nothing" where nothing in it is like a question."""
    found = (
        read_sheet(source)
        if source.format == SHEET
        else READERS[source.format](text_of(source.path))
    )
    if not found.understood and not found.refused:
        raise RuleBroken("question_nothing")
    if len(found.understood) > MOST_QUESTIONS:
        raise RuleBroken("question_many", most=MOST_QUESTIONS)
    return found


def read_sheet(source: Source) -> Reading:
    """The first sheet whose headings name the question."""
    try:
        for sheet in tables.sheets(source.upload):
            try:
                return sheets.read(tables.rows(source.upload, sheet))
            except RuleBroken as no:
                if no.code != "question_columns":
                    raise
    finally:
        tables.forget(source.upload)
    raise RuleBroken("question_columns")


def text_of(path: Path) -> str:
    kind = uploads.kind_of(path)
    if kind == ZIP:
        return docx.text_of(path)
    if kind != TEXT:
        raise RuleBroken("question_old_word")
    text = path.read_bytes().decode(texts.letters_of(path)).removeprefix("\ufeff")
    if len(text) > MOST_LETTERS:
        raise RuleBroken("question_letters", most=MOST_LETTERS)
    if max(map(len, text.splitlines()), default=0) > MOST_LINE:
        raise RuleBroken("question_line_long", most=MOST_LINE)
    return text
