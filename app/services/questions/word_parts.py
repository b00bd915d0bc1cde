"""What is read out of the parts of a Word document as its XML goes by (rules.md §7, import)."""

from collections.abc import Callable
from typing import ClassVar

from app.errors import RuleBroken
from app.services.questions.numberings import Level, Numberings

MOST_LETTERS = 2_000_000
PICTURE = "\ufffc"
Attributes = dict[str, str]


def whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


class Reader:
    def start(self, tag: str, given: Attributes) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


class Lists(Reader):
    """word/numbering.xml: how each list counts."""

    def __init__(self, found: Numberings) -> None:
        self.found, self.abstract, self.number, self.level = found, "", "", Level()
        self.takes: dict[str, Callable[[str], None]] = {
            "start": lambda said: setattr(self.level, "start", whole(said)),
            "numFmt": lambda said: setattr(self.level, "form", said),
            "lvlText": lambda said: setattr(self.level, "text", said),
        }

    def start(self, tag: str, given: Attributes) -> None:
        if tag == "abstractNum":
            self.abstract = given.get("abstractNumId", "")
            self.found.levels[self.abstract] = {}
        elif tag == "lvl" and not self.number:
            self.level = Level()
            self.found.levels.setdefault(self.abstract, {})[whole(given.get("ilvl"))] = self.level
        elif tag == "num":
            self.number = given.get("numId", "")
        elif tag == "abstractNumId":
            self.found.lists[self.number] = given.get("val", "")
        elif tag in self.takes and not self.number:
            self.takes[tag](given.get("val", ""))


class Styles(Reader):
    """word/styles.xml: paragraphs that are in a list by their style."""

    def __init__(self, found: Numberings) -> None:
        self.found, self.style, self.at = found, "", 0

    def start(self, tag: str, given: Attributes) -> None:
        if tag == "style":
            self.style, self.at = given.get("styleId", ""), 0
        elif tag == "ilvl":
            self.at = whole(given.get("val"))
        elif tag == "numId":
            self.found.styles[self.style] = (given.get("val", ""), self.at)


class Body(Reader):
    """word/document.xml. What was deleted, and what stands twice for old programs, is left out."""

    PICTURES = ("drawing", "pict", "object", "oMath")
    SKIPPED = ("del", "Fallback", "instrText", "delText", *PICTURES)

    def __init__(self, lists: Numberings) -> None:
        self.lists = lists
        self.lines: list[str] = []
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self.skips = self.letters = self.level = 0
        self.list_id, self.style, self.underlined, self.reads = "", "", False, False

    def start(self, tag: str, given: Attributes) -> None:
        if tag in self.SKIPPED:
            self.words += [PICTURE] if tag in self.PICTURES and not self.skips else []
            self.skips += 1
        elif not self.skips and tag in self.BEGINS:
            self.BEGINS[tag](self, given.get("val", ""))

    def end(self, tag: str) -> None:
        if tag in self.SKIPPED:
            self.skips -= 1
        elif not self.skips and tag in self.ENDS:
            self.ENDS[tag](self)

    def data(self, text: str) -> None:
        if not self.reads or self.skips:
            return
        self.letters += len(text)
        if self.letters > MOST_LETTERS:
            raise RuleBroken("question_letters", most=MOST_LETTERS)
        self.words.append(lined(text) if self.underlined else text)

    def paragraph(self, _: str) -> None:
        self.words, self.list_id, self.level, self.style = [], "", 0, ""

    def row(self, _: str) -> None:
        self.rows.append([])

    def cell(self, _: str) -> None:
        if self.rows:
            self.rows[-1].append("")

    def end_paragraph(self) -> None:
        said = "".join(self.words)
        self.words = []
        if said.strip():
            said = self.label() + said
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] = f"{self.rows[-1][-1]} {said}".strip()
        else:
            self.lines.append(said)

    def label(self) -> str:
        """The number that the program counts for this paragraph, followed by a blank."""
        list_id, level = self.list_id, self.level
        if not list_id:
            list_id, level = self.lists.styles.get(self.style, ("", 0))
        label = self.lists.label(list_id, level) if list_id not in ("", "0") else ""
        return f"{label} " if label else ""

    def end_row(self) -> None:
        if self.rows:
            self.lines.append("\t".join(self.rows.pop()))

    def in_list(self, said: str) -> None:
        self.list_id = said

    def at_level(self, said: str) -> None:
        self.level = whole(said)

    def in_style(self, said: str) -> None:
        self.style = said

    def run(self, _: str) -> None:
        self.underlined = False

    def underline(self, said: str) -> None:
        self.underlined = said != "none"

    def text(self, _: str) -> None:
        self.reads = True

    def end_text(self) -> None:
        self.reads = False

    def tab(self, _: str) -> None:
        self.words.append("____" if self.underlined else "\t")

    def new_line(self, _: str) -> None:
        self.words.append("\n")

    BEGINS: ClassVar[dict[str, Callable[["Body", str], None]]] = {
        **{"p": paragraph, "tr": row, "tc": cell, "numId": in_list, "ilvl": at_level},
        **{"pStyle": in_style, "r": run, "u": underline, "t": text, "tab": tab},
        **dict.fromkeys(("br", "cr"), new_line),
    }
    ENDS: ClassVar[dict[str, Callable[["Body"], None]]] = {
        **{"p": end_paragraph, "tr": end_row, "t": end_text}
    }


def lined(text: str) -> str:
    """Underlined blanks are a line to write on; underlined words between blanks are its answer."""
    if not text.strip():
        return "_" * max(len(text), 2)
    return f"__{text.strip()}__" if text != text.strip() else text
