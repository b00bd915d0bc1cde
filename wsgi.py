import sys

from app import create_app

sys.setswitchinterval(0.0005)

app = create_app()
