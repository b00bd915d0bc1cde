"""The model with one rule changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from tests.pay.lines import Line
from tests.pay.model import pay
from tests.pay.months import Month


@dataclass(frozen=True)
class Variant:
    """`says`: what this one does. It puts `instead` in the place of an attribute of `where`."""

    says: str
    where: Any
    attribute: str
    instead: Callable

    @contextmanager
    def holding(self) -> Iterator[None]:
        with patch.object(self.where, self.attribute, self.instead):
            yield

    def pays(self, month: Month) -> dict[str, list[Line]]:
        with self.holding():
            return pay(*month)
