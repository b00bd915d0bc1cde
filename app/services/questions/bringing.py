"""Importing questions: what would come of a file, and bringing it in (rules.md §7).

Importing again makes a version of what changed, nothing of what did not, never a double.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app import clock
from app.extensions import db
from app.models import Question, QuestionImport
from app.rules.exams import question as asked
from app.rules.exams.modules import MOST_TAGS
from app.rules.exams.question import PassedOver, Reading, Refused, Understood
from app.rules.exams.sameness import digest, identity
from app.rules.why import Why
from app.services import audit
from app.services.questions import bank, sources
from app.services.questions.bank import Standing
from app.services.questions.sources import Source
from app.services.transaction import write

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"


@dataclass(frozen=True)
class Terms:
    """For the questions that name none themselves."""

    module: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """A question that was understood and what comes of it; `of`: the question that it is."""

    found: Understood
    question: asked.Question
    verdict: str
    of: Standing | None = None


@dataclass(frozen=True)
class Look:
    """What an import is or would be: read = created + updated + unchanged + rejected."""

    format: str
    verdicts: tuple[Verdict, ...]
    refused: tuple[Refused, ...]
    passed_over: tuple[PassedOver, ...]

    def count(self, verdict: str) -> int:
        return sum(one.verdict == verdict for one in self.verdicts)

    @property
    def counts(self) -> dict[str, int]:
        parts = {name: self.count(name) for name in (CREATED, UPDATED, UNCHANGED)}
        return {
            "read": len(self.verdicts) + len(self.refused),
            **parts,
            "rejected": len(self.refused),
        }


def look(source: Source, terms: Terms) -> Look:
    """What would come of a file; nothing is kept."""
    return weigh(source.format, sources.read(source), terms)


def weigh(form: str, reading: Reading, terms: Terms) -> Look:
    """Each question against the bank and those before it in the file. A second one that differs
    from the first of the same file is refused: nobody can say which of them holds."""
    names = [identity(one.question.kind, one.question.text) for one in reading.understood]
    known, verdicts, twice = bank.known(names), [], []
    before: dict[str, list[asked.Question]] = {}
    for name, found in zip(names, reading.understood, strict=True):
        new = with_terms(found.question, terms)
        if clashes(new, before.setdefault(name, [])):
            twice.append(Refused(found.line, found.lines, Why("question_twice", {})))
            continue
        verdicts.append(verdict(found, new, known.get(name, []), before[name]))
        before[name].append(new)
    refused = tuple(sorted((*reading.refused, *twice), key=lambda one: one.line))
    return Look(form, tuple(verdicts), refused, reading.passed_over)


def with_terms(one: asked.Question, terms: Terms) -> asked.Question:
    tags = tuple(dict.fromkeys((*one.tags, *terms.tags)))[:MOST_TAGS]
    return replace(one, module=one.module or terms.module, tags=tags)


def clashes(new: asked.Question, before: Sequence[asked.Question]) -> bool:
    return any(alike(new, one) and bare(new) != bare(one) for one in before)


def alike(new: asked.Question, old: asked.Question) -> bool:
    texts = [one.text for one in old.options]
    return bank.is_same(new.kind, [one.text for one in new.options], texts)


def bare(one: asked.Question) -> object:
    """What a question is apart from remarks."""
    return digest(replace(one, explanation="", module="", tags=(), points=None))


def verdict(
    found: Understood,
    new: asked.Question,
    known: Sequence[Standing],
    before: Sequence[asked.Question],
) -> Verdict:
    if any(alike(new, one) for one in before):
        return Verdict(found, new, UNCHANGED)
    of = bank.same_as(new, known)
    if of is None:
        return Verdict(found, new, CREATED)
    whole = bank.completed(new, bank.said(of[1], of[0].kind))
    same = digest(whole) == of[1].digest
    return Verdict(found, whole, UNCHANGED if same else UPDATED, of)


def rehearse(path: Path, form: str | None, terms: Terms) -> Look:
    """What `bring_in` would report; nothing is kept, not even the file."""
    with TemporaryDirectory() as folder, path.open("rb") as file:
        upload = sources.take(file, path.name, form, Path(folder))
        return look(sources.source(upload, form), terms)


def bring_in(path: Path, form: str | None, terms: Terms) -> Look:
    """An import by the command line, from the file to the report in one go."""
    with TemporaryDirectory() as folder, path.open("rb") as file:
        source = sources.source(sources.take(file, path.name, form, Path(folder)), form)
        reading = sources.read(source)
        row = QuestionImport(format=source.format, **about(source, terms, None))
        return put(row, reading, terms)


def about(source: Source, terms: Terms, by_id: int | None) -> dict[str, object]:
    facts = {"file_name": source.upload.name, "file_hash": source.upload.hash, "by_id": by_id}
    return {**facts, "module": terms.module, "tags": list(terms.tags), "made_at": clock.now()}


def put(row: QuestionImport, reading: Reading, terms: Terms) -> Look:
    """Weighs and keeps in one transaction, so that two imports at once make no doubles."""
    with write() as session:
        found = weigh(row.format, reading, terms)
        for name, count in found.counts.items():
            setattr(row, name, count)
        row.kept_at = clock.now()
        session.add(row)
        session.flush()
        store(found.verdicts, row)
        audit.note("questions_imported", f"question_import:{row.id}", row.by_id, **found.counts)
    return found


def store(verdicts: Sequence[Verdict], row: QuestionImport) -> None:
    places: dict[str, int] = {}
    for one in verdicts:
        if one.verdict == UPDATED and one.of:
            bank.revise(one.of[0], one.question, row.by_id, row.id)
        elif one.verdict == CREATED:
            name = identity(one.question.kind, one.question.text)
            places[name] = places.get(name, highest(name)) + 1
            bank.create(one.question, places[name], row.by_id, row.id)


def highest(name: str) -> int:
    return int(db.session.query(db.func.max(Question.nth)).filter_by(identity=name).scalar() or 0)
