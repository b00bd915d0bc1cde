class RuleBroken(Exception):
    """A rule says no. `code` and `params` become a sentence only at the edge (http, cli)."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
