import os
import secrets
from contextlib import suppress
from pathlib import Path

LANGUAGES = {"zh": "中文", "en": "English"}
ROOT = Path(__file__).resolve().parent.parent


def from_environment() -> dict[str, object]:
    """Every setting that a machine, not a manager, decides; read once at the start."""
    instance = Path(os.environ.get("LIANXIAN_INSTANCE", ROOT / "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    return {
        "INSTANCE": instance,
        "SECRET_KEY": os.environ.get("SECRET_KEY") or kept_key(instance, "secret"),
        "DO_NOT_CALL_KEY": kept_key(instance, "do-not-call"),
        "SHEET_KEY": kept_key(instance, "sheet"),
        "SQLALCHEMY_DATABASE_URI": database_url(instance),
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": 16, "max_overflow": 16},
        "REDIS_URL": os.environ.get("REDIS_URL"),
        "TRUSTED_HOSTS": words("TRUSTED_HOSTS") or None,
        "BEHIND_PROXY": int(os.environ.get("BEHIND_PROXY") or 0),
        "SERVICE_WORKER": os.environ.get("SERVICE_WORKER", "on") != "off",
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 512 * 1024,
        "BABEL_DEFAULT_LOCALE": "zh",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
        "ARGON2": {"memory_cost": 19 * 1024, "time_cost": 2, "parallelism": 1},
        "SESSION_COOKIE_NAME": "lianxian_page",
        "SESSION_COOKIE_SAMESITE": "Lax",
    }


def database_url(instance: Path) -> str:
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{instance / 'lianxian.db'}"
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def kept_key(instance: Path, name: str) -> str:
    """A random key, made at the first start and kept outside the database and its backups."""
    path = instance / "keys" / name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        make_key(path)
    return path.read_text()


def make_key(path: Path) -> None:
    """Under its name the file is whole from the start: two workers may begin at the same moment."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def words(name: str) -> list[str]:
    return os.environ.get(name, "").replace(",", " ").split()
