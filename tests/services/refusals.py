import pytest

from app.errors import RuleBroken


def refused(work, *arguments, **named) -> str:
    """The code with which a service says no."""
    with pytest.raises(RuleBroken) as refusal:
        work(*arguments, **named)
    return refusal.value.code
