"""What tests of different folders share: a place for a record in each kind of database."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server; see ``tests/server.py``."""
    from tests.server import NoServer, Server

    try:
        pytest.importorskip("psycopg", reason="the extra postgres is not installed")
        running = Server()
    except (NoServer, pytest.skip.Exception) as reason:
        if os.environ.get("ONRECORD_POSTGRES") == "required":
            pytest.fail(f"no PostgreSQL server: {reason}")
        pytest.skip(f"no PostgreSQL server can be run here: {reason}")
    yield running
    running.remove()


@pytest.fixture(params=["sqlite", "postgresql"], scope="session")
def new_place(request):
    """Makes places for a record in one kind of database, each empty: a file that is not there yet in a folder, or a
    database of the server. The database is the same each time, unless another name is given."""
    if request.param == "sqlite":
        return lambda folder, name="record": folder / f"{name}.db"
    running = request.getfixturevalue("server")
    return lambda folder, name="record": running.empty_database(name)


@pytest.fixture
def place(new_place, tmp_path):
    """Where a record can be made: a file that is not there yet, or a database that is empty."""
    return new_place(tmp_path)
