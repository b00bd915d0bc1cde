from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Why:
    """The reason of a decision: a code and the numbers that went in; http makes the sentence."""

    code: str
    params: dict[str, object]

    def as_json(self) -> dict[str, object]:
        """As it is stored, and as a parameter of another reason."""
        return {"code": self.code, "params": dict(self.params)}
