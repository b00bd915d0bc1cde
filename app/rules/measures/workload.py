from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KEYS = ("workload.connected", "workload.not_connected", "workload.incoming")


@dataclass(frozen=True, slots=True)
class Weights:
    """How many units of workload a call is: a connected one 1, any other 0, unless a setting says
    otherwise (rules.md §6)."""

    connected: int = 1
    not_connected: int = 0
    incoming: int = 0

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Weights":
        return cls(*(settings[key] for key in KEYS))

    def units(self, connected: int, not_connected: int, incoming: int) -> int:
        """The units of so many calls out that were connected, that were not, and that came in."""
        return (
            self.connected * connected
            + self.not_connected * not_connected
            + self.incoming * incoming
        )
