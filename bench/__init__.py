"""How fast it is, as a ratio against the smallest possible thing in the same run."""
