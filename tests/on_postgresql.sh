#!/bin/sh
# The services once more on a throw-away PostgreSQL, where its programs are on the machine.
set -eu
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null; then
  echo "PostgreSQL is not on this machine: the services were tested on SQLite alone."
  exit 0
fi
TEST_DATABASE=postgresql "$1/pytest" -n 2 tests/services
