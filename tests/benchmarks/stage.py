"""The stage of every benchmark: production settings, static files collected, a PostgreSQL database of its own."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("BENCH_DATABASE_SERVER", "postgres://postgres@127.0.0.1:5432")


def environment(database: str) -> dict[str, str]:
    """Return the environment of a process that serves or measures one database as a city would."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "benchmarks-only",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "BASE_URL": "http://127.0.0.1",
        "DATABASE_URL": f"{SERVER}/{database}",
    }


def run(module_and_arguments: list[str], database: str) -> str:
    """Run a module of the project on one database; return what it prints. Its errors go to the terminal."""
    command = [sys.executable, "-m", *module_and_arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(database), stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def django(*arguments: str, database: str) -> str:
    return run(["django", *arguments], database)


def make_database(name: str) -> bool:
    """Make and migrate a database; return whether it is new."""
    connection = psycopg2.connect(f"{SERVER}/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_new = cursor.fetchone() is None
        if is_new:
            cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    django("migrate", "--verbosity", "0", database=name)
    return is_new


def drop_database(name: str) -> None:
    connection = psycopg2.connect(f"{SERVER}/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
    connection.close()


def table(heads: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
