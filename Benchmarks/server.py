"""A private PostgreSQL server with default settings (fsync on) but those named, on a Unix socket only."""

import os
import shutil
import subprocess
import tempfile


class Server:
    """Use as a context manager; the server and its folder are gone afterwards."""

    def __init__(self, bindir, settings=""):
        self.bindir, self.settings = bindir, settings
        # Its programs refuse root, and a socket's path may have 107 bytes: a short folder of its own.
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="tidemark-bench-", dir="/var/tmp")
        if self.as_user:
            shutil.chown(self.folder, "postgres", "postgres")
        data = os.path.join(self.folder, "data")
        self._server("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                     "--locale=C")
        self._server("pg_ctl", "-D", data, "-w", "-l", os.path.join(self.folder, "log"), "-o",
                     f"-c listen_addresses='' -c unix_socket_directories={self.folder} "
                     + self.settings, "start")
        return self

    def __exit__(self, *_):
        self._server("pg_ctl", "-D", os.path.join(self.folder, "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def _server(self, program, *arguments):
        subprocess.run(self.as_user + [os.path.join(self.bindir, program), *arguments],
                       check=True, cwd=self.folder, stdout=subprocess.DEVNULL)

    def psql(self, *arguments):
        """A command line of the real psql, with nothing of the user's own settings."""
        return [os.path.join(self.bindir, "psql"), "-X", "-q", *arguments]

    def conninfo(self, database):
        return f"host={self.folder} user=postgres dbname={database}"

    def query(self, database, sql):
        return subprocess.run(self.psql("-A", "-t", "-d", self.conninfo(database), "-c", sql),
                              check=True, capture_output=True, text=True).stdout.strip()

    def fresh(self, database):
        """Makes an empty database anew and flushes, so that no run pays for the one before."""
        self.query("postgres", f"drop database if exists {database}")
        self.query("postgres", f"create database {database} template template0")
        self.query("postgres", "checkpoint")
