DEFAULTS: dict[str, object] = {}
