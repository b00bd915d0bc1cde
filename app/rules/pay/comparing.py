"""What one plan says otherwise than another (rules.md §8)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.rules.pay import shape
from app.rules.pay.plan import Document


@dataclass(frozen=True)
class Change:
    """A number, the way of commission, the bands or the steps; before and after as they stand in
    the documents."""

    path: shape.Path
    before: object
    after: object

    @property
    def name(self) -> str:
        return shape.name(self.path)

    @property
    def kind(self) -> str:
        """yuan, rate, percent or count of a number, else the name."""
        return shape.NUMBERS[self.path].kind if self.path in shape.NUMBERS else self.name


def changes(before: Document, after: Document) -> list[Change]:
    """In the order of the page; nothing where both say the same."""
    old, new = values(before), values(after)
    return [Change(path, old[path], new[path]) for path in shape.PATHS if old[path] != new[path]]


def values(document: Document) -> Mapping[object, object]:
    return shape.flat(document)  # type: ignore[arg-type]
