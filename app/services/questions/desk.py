"""Papers on the desk: brought, looked at line by line, then kept or given up (rules.md §7)."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import func, select, update

from app import clock
from app.errors import RuleBroken
from app.extensions import db, vault
from app.models import Person, QuestionImport
from app.rules.exams.question import Refused
from app.rules.papers.lines import ENDS
from app.services.imports import tables
from app.services.imports.uploads import Upload
from app.services.questions import bringing, sources
from app.services.questions.bringing import Look, Terms, Verdict
from app.services.questions.sources import SHEET, Source
from app.services.transaction import write

PER_PAGE, BLOCKS = 30, 50
REJECTED, PASSED = "rejected", "passed"


@dataclass(frozen=True)
class Block:
    """Lines of a paper that belong together, and what was understood of them: a question, a reason
    why not, or why they were passed over."""

    lines: Sequence[tuple[int, str]]
    verdict: Verdict | None = None
    refused: Refused | None = None
    passed: str = ""

    @property
    def state(self) -> str:
        return self.verdict.verdict if self.verdict else REJECTED if self.refused else PASSED


def root() -> Path:
    return vault.folder / "uploads" / "questions"


def receive(file: IO[bytes], name: str, form: str | None, terms: Terms, by_id: int) -> int:
    """Takes a file in to be looked at. Raises RuleBroken with what is wrong with it."""
    return begin(sources.take(file, name, form, root()), form, terms, by_id)


def receive_text(text: str, form: str | None, terms: Terms, by_id: int) -> int:
    """The same for what was pasted."""
    return begin(sources.take_text(text, root()), form, terms, by_id)


def begin(upload: Upload, form: str | None, terms: Terms, by_id: int) -> int:
    try:
        source = sources.source(upload, form)
        sources.read(source)
    except RuleBroken:
        forget_unused(upload)
        raise
    with write() as session:
        row = QuestionImport(format=source.format, **bringing.about(source, terms, by_id))
        session.add(row)
        session.flush()
        return row.id


def get(import_id: int) -> QuestionImport:
    """Raises RuleBroken("missing")."""
    row = db.session.get(QuestionImport, import_id)
    if row is None:
        raise RuleBroken("missing")
    return row


def source_of(row: QuestionImport) -> Source:
    """Raises RuleBroken("question_import_gone") when the file is no longer there."""
    source = Source(upload_of(row), row.format)
    if not source.path.exists():
        raise RuleBroken("question_import_gone")
    return source


def terms_of(row: QuestionImport) -> Terms:
    return Terms(row.module, tuple(row.tags))


def look(row: QuestionImport) -> Look:
    """What would come of it now."""
    return bringing.look(source_of(row), terms_of(row))


def blocks(row: QuestionImport, found: Look, only: str) -> list[Block]:
    """The paper from its top: lines and what they say, side by side; `only` those in one state."""
    texts = texts_of(source_of(row))

    def of(numbers: Sequence[int]) -> list[tuple[int, str]]:
        return [(number, texts.get(number, "")) for number in numbers]

    made = [Block(of(one.found.lines), one) for one in found.verdicts]
    made += [Block(of(one.lines), refused=one) for one in found.refused]
    made += [Block(of([one.line]), passed=one.code) for one in found.passed_over]
    wanted = (one for one in made if not only or one.state == only)
    return together(sorted(wanted, key=lambda one: one.lines[0][0]))


def together(made: Sequence[Block]) -> list[Block]:
    """Lines one after another that are passed over for the same reason are one block."""
    found: list[Block] = []
    for one in made:
        if one.passed and found and found[-1].passed == one.passed:
            found[-1] = Block([*found[-1].lines, *one.lines], passed=one.passed)
        else:
            found.append(one)
    return found


def texts_of(source: Source) -> dict[int, str]:
    if source.format == SHEET:
        return dict(row_texts(source))
    return dict(enumerate(ENDS.split(sources.text_of(source.path)), 1))


def row_texts(source: Source) -> Iterator[tuple[int, str]]:
    try:
        for sheet in tables.sheets(source.upload):
            for number, cells in tables.rows(source.upload, sheet):
                yield number, " · ".join(cell for cell in cells if cell.strip())
    finally:
        tables.forget(source.upload)


def change(import_id: int, form: str, terms: Terms) -> None:
    """Reads the same file in another way. Raises RuleBroken with what does not fit."""
    row = waiting(import_id)
    sources.read(Source(source_of(row).upload, form))
    with write():
        row = waiting(import_id)
        row.format, row.module, row.tags = form, terms.module, list(terms.tags)


def waiting(import_id: int) -> QuestionImport:
    row = get(import_id)
    if row.kept_at is not None:
        raise RuleBroken("question_import_kept")
    return row


def keep(import_id: int) -> Look:
    """Brings it into the bank, once. Raises RuleBroken("missing" | "question_import_kept")."""
    row = waiting(import_id)
    reading = sources.read(source_of(row))
    with write() as session:
        mine = QuestionImport.id == import_id
        claim = update(QuestionImport).where(mine, QuestionImport.kept_at.is_(None))
        if not session.execute(claim.values(kept_at=clock.now())).rowcount:  # type: ignore[attr-defined]
            raise RuleBroken("question_import_kept")
        row = get(import_id)
        return bringing.put(row, reading, terms_of(row))


def discard(import_id: int) -> None:
    """Forgets a paper that was not kept."""
    with write() as session:
        row = waiting(import_id)
        upload = upload_of(row)
        session.delete(row)
    forget_unused(upload)


def upload_of(row: QuestionImport) -> Upload:
    return Upload(root() / row.file_hash, row.file_hash, row.file_name)


def forget_unused(upload: Upload) -> None:
    used = select(QuestionImport.id).filter_by(file_hash=upload.hash).limit(1)
    if db.session.scalar(used) is None:
        shutil.rmtree(upload.folder, ignore_errors=True)


def recent(page: int) -> tuple[list[tuple[QuestionImport, str]], int]:
    """The papers of a page, the newest first, each with who brought it."""
    query = (
        select(QuestionImport, Person.name)
        .outerjoin(Person, Person.id == QuestionImport.by_id)
        .order_by(QuestionImport.id.desc())
    )
    found = db.session.execute(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
    total = db.session.scalar(select(func.count()).select_from(QuestionImport)) or 0
    return [(row, name or "") for row, name in found], total
