"""When a server of e2e/dying.py loses its power, and the file that says so."""

FILE = "dies"
BEFORE, AFTER = "before", "after"
