"""The English catalogue: what is said in Chinese in the source, and how it is said in English.

`python tests/catalogues.py write` brings it up to date after texts changed (`make words`).
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "app/translations/en/LC_MESSAGES/messages.po"
MO = PO.with_suffix(".mo")
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def template() -> Catalog:
    """Every text that the program says, in the order of the source."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for folder in ("app", "templates"):
        for name, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, METHODS, keywords=KEYWORDS
        ):
            found.add(message, locations=[(f"{folder}/{name}", "")])
    return found


def kept() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en", charset="utf-8", fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def updated() -> Catalog:
    catalogue = kept()
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=100, no_location=True, omit_header=False, sort_output=True)
    lines = out.getvalue().decode().splitlines()
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By')
    return "\n".join(line for line in lines if not line.startswith(dated)).encode() + b"\n"


def as_mo(catalogue: Catalog) -> bytes:
    catalogue.creation_date = catalogue.revision_date = ALWAYS
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    return [str(m.id) for m in catalogue if m.id and not (m.string and all(aslist(m.string)))]


def aslist(text: object) -> list[str]:
    return list(text) if isinstance(text, tuple | list) else [str(text)]


def take_over(catalogue: Catalog, pairs: dict[str, str]) -> None:
    """Singular and plural stand in one line, with a bar between."""
    for message in catalogue:
        first = aslist(message.id)[0]
        if first in pairs and not any(aslist(message.string or "")):
            english = tuple(part.strip() for part in pairs[first].split(" | "))
            message.string = english if message.pluralizable else english[0]


def write(sources: list[str]) -> None:
    """Updates both files; `sources` are files of `Chinese<TAB>English` lines to take over."""
    catalogue = updated()
    for source in sources:
        lines = [
            line.split("\t", 1) for line in Path(source).read_text().splitlines() if "\t" in line
        ]
        take_over(catalogue, {zh: en.strip() for zh, en in lines})
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(catalogue))
    MO.write_bytes(as_mo(read_po(io.BytesIO(as_po(catalogue)), locale="en")))
    for text in untranslated(catalogue):
        print(text)


if __name__ == "__main__" and sys.argv[1:2] == ["write"]:
    write(sys.argv[2:])
