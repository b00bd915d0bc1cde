import gc
import sys

gc.disable()  # nothing of what is loaded now is ever garbage

from app import create_app  # noqa: E402

sys.setswitchinterval(0.0005)

app = create_app()
gc.freeze()
gc.enable()
