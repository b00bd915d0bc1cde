"""The smallest flask-sqlalchemy view that inserts one row and commits: what others are held to."""

import os

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["SMALLEST_URL"]
db = SQLAlchemy(app)


class Row(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String(100))


@app.post("/rows")
def create():
    db.session.add(Row(text="one row"))
    db.session.commit()
    return {"ok": True}


@app.get("/healthz")
def show():
    return {"ok": True}


with app.app_context():
    if db.engine.dialect.name == "sqlite":

        @event.listens_for(db.engine, "connect")
        def pragmas(connection, _record):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA busy_timeout = 10000")

    db.create_all()
    db.engine.dispose()
