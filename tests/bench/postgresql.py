"""A database of the benchmark's own on a server of PostgreSQL, for as long as it runs."""

import os
from contextlib import closing, contextmanager

import psycopg2


@contextmanager
def scratch(url):
    """Takes the address of any database on the server, and gives that of a new one."""
    name = f"bench_{os.getpid()}"
    with closing(psycopg2.connect(url)) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
            try:
                yield f"{url.rpartition('/')[0]}/{name}"
            finally:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
