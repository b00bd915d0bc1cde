"""The text of a Word document: paragraphs, tables, automatic numbers (rules.md §7, import;
design: uploads are checked before they are opened).

The archive is checked first: no part may bring a document type, so the parser reads no other file
and multiplies nothing.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from app.errors import RuleBroken
from app.services.imports import archives
from app.services.questions.numberings import Numberings
from app.services.questions.word_parts import Attributes, Body, Lists, Reader, Styles

TOLD = ("word_broken", "word_bomb", "word_hostile", "word_encrypted")
MOST_PART_BYTES = 60 * 1024 * 1024


def text_of(path: Path) -> str:
    """All that can be read, a line for each paragraph and each row of a table.

    Raises RuleBroken with what is wrong with the file, "question_letters" when there is too much.
    """
    with in_words_of_word():
        archives.check(path, archives.DOCUMENT)
        return "\n".join(lines_of(path))


@contextmanager
def in_words_of_word() -> Iterator[None]:
    """What is said of a bad workbook tells of a program for tables."""
    try:
        yield
    except RuleBroken as no:
        code = f"word_{no.code.removeprefix('file_')}"
        raise RuleBroken(code if code in TOLD else no.code, **no.params) from no


def lines_of(path: Path) -> list[str]:
    with archives.refusing(), zipfile.ZipFile(path) as archive:
        lists = Numberings()
        names = set(archive.namelist())
        for name, reader in (("word/numbering.xml", Lists), ("word/styles.xml", Styles)):
            if name in names:
                parse(archive, name, reader(lists))
        body = Body(lists)
        parse(archive, archives.DOCUMENT, body)
    return body.lines


def parse(archive: zipfile.ZipFile, name: str, reader: Reader) -> None:
    if archive.getinfo(name).file_size > MOST_PART_BYTES:
        raise RuleBroken("file_bomb")
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: reader.start(local(tag), plain(given))
    parser.EndElementHandler = lambda tag: reader.end(local(tag))
    parser.CharacterDataHandler = reader.data
    try:
        with archive.open(name) as part:
            parser.ParseFile(part)
    except expat.ExpatError as broken:
        raise RuleBroken("file_broken") from broken


def local(name: str) -> str:
    return name.rpartition(":")[2]


def plain(given: Attributes) -> Attributes:
    return {local(name): value for name, value in given.items()}
