import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from app.services.imports import command
from app.services.imports.tally import Tally


@pytest.fixture
def bring(database, set_clock, tmp_path: Path) -> Callable[..., Tally]:
    """bring("leads", ["name", "phone"], ["王芳", "138…"]): a CSV file goes in, its report comes out."""

    def bring_in(kind: str, *rows: list[object], dry: bool = False, **chosen: str) -> Tally:
        path = tmp_path / "list.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return (command.rehearse if dry else command.bring_in)(path, kind, **chosen)

    return bring_in
