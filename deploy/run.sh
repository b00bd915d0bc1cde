#!/bin/sh
# Brings the database up to date, then runs the web server and the jobs beside it; ends both together.
set -eu
"$BIN/flask" db upgrade
"$BIN/flask" ready
"$BIN/flask" jobs serve &
jobs=$!
trap 'kill "$jobs" 2>/dev/null || true' EXIT INT TERM
"$BIN/gunicorn" --bind "$HOST:$PORT" --workers "$WORKERS" --threads "$THREADS" \
  --worker-tmp-dir /dev/shm --access-logfile /dev/null wsgi:app
