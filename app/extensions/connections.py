"""What each connection to the database is told when it is made, and when it begins."""

import sqlite3

import psycopg
from sqlalchemy import Connection

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
)
FOR_SHORT_QUERIES = (
    "jit = off",  # it would compile for seconds what runs in milliseconds: joins by day look dear
    "max_parallel_workers_per_gather = 0",  # to call helpers takes longer than what they do
    "random_page_cost = 1.1",  # what a day needs is in memory, or on a disk without arms
)


def set_up(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        # The driver must not begin transactions behind our back: `begin` below does.
        connection.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            connection.execute(pragma)
    elif isinstance(connection, psycopg.Connection):
        connection.autocommit = True
        for setting in FOR_SHORT_QUERIES:
            connection.execute(f"SET {setting}")
        connection.autocommit = False


def begin(connection: Connection) -> None:
    """A writer takes the lock at once: a read that turns into a write would fail when busy."""
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
