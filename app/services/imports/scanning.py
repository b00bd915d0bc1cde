"""What is told of a part of an archive while it is read once: how far the cells of a sheet reach, and
which of its formulas no spreadsheet program worked out (design: uploads are checked before they are
opened)."""

import re
from xml.parsers import expat

from app.errors import RuleBroken
from app.services.imports import limits
from app.services.imports.formulas import Formulas

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Scan:
    """Told by the parser, element by element. `formulas`: those without a result, by row and column;
    `sheets`: by which names a workbook's sheets are known to it, in their order; `targets`: where
    what is known by a name is."""

    def __init__(self) -> None:
        self.row = self.column = self.cells = 0
        self.is_number = False
        self.formula: str | None = None
        self.formulas: Formulas = {}
        self.sheets: list[str] = []
        self.targets: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype

    def refuse_doctype(self, *_: object) -> None:
        raise RuleBroken("file_hostile")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.settle()
            self.at(attributes.get("r"))
            self.is_number = attributes.get("t", "n") == "n"
        elif name == "row":
            self.settle()
            self.row = int(attributes.get("r") or self.row + 1)
            self.column = 0
        elif name in ("f", "v", "is"):
            self.within(name)
        else:
            self.settle()
            self.note(name, attributes)

    def within(self, name: str) -> None:
        """What a cell holds: a formula and, after it, what it comes to; or that alone."""
        if name != "f":
            self.check()
            if self.formula is not None:
                self.parser.CharacterDataHandler = self.has_result
        elif self.is_number:
            self.formula = ""
            self.parser.CharacterDataHandler = self.is_formula

    def is_formula(self, text: str) -> None:
        self.formula = f"{self.formula}{text}"[: limits.MOST_FORMULA_LETTERS]

    def has_result(self, text: str) -> None:
        if text.strip():
            self.formula = self.parser.CharacterDataHandler = None

    def settle(self) -> None:
        """A formula without a result would be read as an empty cell."""
        if self.formula is None:
            return
        if len(self.formulas) >= limits.MOST_FORMULAS:
            row, column = next(iter(self.formulas))
            raise RuleBroken("file_not_computed", row=row, column=column)
        self.check()
        self.formulas[self.row, self.column] = f"={self.formula.strip()}"
        self.formula = self.parser.CharacterDataHandler = None

    def note(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            known = (said for of, said in attributes.items() if of.endswith(":id"))
            self.sheets.append(next(known, ""))
        elif name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def at(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        found = REFERENCE.fullmatch(reference)
        if found is None:
            raise RuleBroken("file_broken")
        self.column, self.row = number_of(found[1]), int(found[2])

    def check(self) -> None:
        self.cells += 1
        if self.row > limits.MOST_ROWS + 1:
            raise RuleBroken("file_too_many_rows", most=limits.MOST_ROWS)
        if self.column > limits.MOST_COLUMNS:
            raise RuleBroken("file_too_many_columns", most=limits.MOST_COLUMNS)
        if self.cells > limits.MOST_CELLS:
            raise RuleBroken("file_too_many_cells", most=limits.MOST_CELLS)


def number_of(letters: str) -> int:
    """The number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
