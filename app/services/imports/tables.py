"""What is read out of an upload: plain tables, made once, read row by row as often as needed
(design: uploads are checked before they are opened)."""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import RuleBroken
from app.rules.cells import typed
from app.services.imports import archives, limits, texts, uploads
from app.services.imports.formulas import Formulas, put_in
from app.services.imports.uploads import Upload

PROGRAM = Path(__file__).with_name("unpack.py")
ENCRYPTED = 3


@dataclass(frozen=True)
class Sheet:
    name: str
    file: str
    rows: int
    width: int

    @property
    def is_text(self) -> bool:
        """Whether its cells are told apart by separators alone; a workbook's sheets have names."""
        return not self.name


def sheets(upload: Upload) -> list[Sheet]:
    """The visible sheets of an upload that hold anything; a CSV file is one sheet.

    Raises RuleBroken with what is wrong with the file, "file_empty" when nothing is in it.
    """
    made = upload.folder / "tables"
    if not (made / "sheets.json").exists():
        make(upload, made)
    return [Sheet(**sheet) for sheet in json.loads((made / "sheets.json").read_text())]


def rows(upload: Upload, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet that are not blank, each with its number in the file; the guard that an
    export puts before what might be a formula is taken off again."""
    path = upload.folder / "tables" / sheet.file
    csv.field_size_limit(limits.MOST_CELL_LETTERS * 4)
    with path.open(encoding="utf-8", newline="") as file:
        for number, *cells in csv.reader(file):
            yield int(number), [typed(cell) for cell in cells]


def forget(upload: Upload) -> None:
    shutil.rmtree(upload.folder / "tables", ignore_errors=True)


def make(upload: Upload, made: Path) -> None:
    draft = Path(tempfile.mkdtemp(dir=upload.folder))
    try:
        found = read(upload.folder / "file", draft)
        if not found:
            raise RuleBroken("file_empty")
        (draft / "sheets.json").write_text(json.dumps(found))
        if not made.exists():
            draft.rename(made)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read(path: Path, folder: Path) -> list[dict[str, object]]:
    kind = uploads.kind_of(path)
    if kind == uploads.TEXT:
        return read_text(path, folder)
    formulas = archives.check(path) if kind == uploads.ZIP else {}
    return with_formulas(read_workbook(path, folder), folder, formulas)


def read_text(path: Path, folder: Path) -> list[dict[str, object]]:
    count = width = 0
    with (folder / "0.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        for number, cells in texts.rows_of(path):
            out.writerow([number, *cells])
            count, width = count + 1, max(width, len(cells))
    return [{"name": "", "file": "0.csv", "rows": count, "width": width}] if count else []


def read_workbook(path: Path, folder: Path) -> list[dict[str, object]]:
    megabytes, seconds = limits.READING_BYTES // 1024**2, limits.READING_SECONDS
    command = [sys.executable, "-I", PROGRAM, path, folder, megabytes, seconds]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, no words of a user
            [str(word) for word in command], capture_output=True, timeout=2 * seconds
        )
    except subprocess.TimeoutExpired as late:
        raise RuleBroken("file_broken") from late
    if done.returncode == ENCRYPTED:
        raise RuleBroken("file_encrypted")
    if done.returncode:
        raise RuleBroken("file_broken")
    return check_reach(json.loads(done.stdout))


def with_formulas(
    found: list[dict[str, Any]], folder: Path, formulas: Mapping[int, Formulas]
) -> list[dict[str, Any]]:
    for sheet in found:
        mine = formulas.get(int(Path(sheet["file"]).stem))
        if mine:
            sheet["rows"], sheet["width"] = put_in(folder / sheet["file"], mine)
    return found


def check_reach(found: list[dict[str, int]]) -> list[dict[str, object]]:
    if any(sheet["rows"] > limits.MOST_ROWS + 1 for sheet in found):
        raise RuleBroken("file_too_many_rows", most=limits.MOST_ROWS)
    if any(sheet["width"] > limits.MOST_COLUMNS for sheet in found):
        raise RuleBroken("file_too_many_columns", most=limits.MOST_COLUMNS)
    return [dict(sheet) for sheet in found]
