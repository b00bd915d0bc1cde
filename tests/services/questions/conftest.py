import pytest

from app.services.questions import bringing
from app.services.questions.bringing import Terms

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def bring(database, set_clock, tmp_path):
    """Brings a text or file in, as the command does."""

    def go(content, name="试卷.txt", form=None, terms=None, *, dry=False):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        work = bringing.rehearse if dry else bringing.bring_in
        return work(path, form, terms or Terms())

    return go
