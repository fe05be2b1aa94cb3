"""Measures the drift check of many tables beside `pg_dump -s`, at a tenth of the size, and at the end of `up`."""

import concurrent.futures
import os
import shutil
import subprocess

import databases
import folders
from measure import alternate, cheapest, complaint, cost, elapsed, seconds
from report import megabytes
from server import Server

# pg_dump locks every table and, by pg_get_viewdef, every view at once: more than the default lock table holds.
SETTINGS = "-c max_locks_per_transaction=256"


class DriftBench:
    """A server of its own; a row that cannot be measured says so and leaves the others alone."""

    def __init__(self, options, folder, report):
        self.options, self.report = options, report
        self.folder = os.path.join(folder, "drift")
        os.makedirs(self.folder)
        self.large, self.small = options.tables, max(1, options.tables // 10)

    def run(self):
        print(f"drift: server with {SETTINGS}, as pg_dump runs out of locks without\n")
        with Server(self.options.bindir, SETTINGS) as self.server:
            for count in (self.large, self.small):
                self.make(count)
            for what, measure in (
                    (f"drift check, {self.large:,} tables", self.check),
                    (f"drift check, {self.small:,} → {self.large:,} tables", self.growth),
                    (f"end comparison of up, {self.large:,} tables", self.end_of_up),
                    (f"drift check, {self.small:,} tables", self.peers)):
                try:
                    measure(what)
                except (RuntimeError, OSError, subprocess.CalledProcessError) as problem:
                    self.report.error(what, problem)

    def make(self, count):
        """A database of `count` tables, its catalogs vacuumed so that no autovacuum runs beside what is measured."""
        name = self.database(count)
        first, schemas = databases.write(os.path.join(self.folder, f"sql-{count}"), count)
        self.server.fresh(name)
        self.script(name, first)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda scripts: [self.script(name, path) for path in scripts], schemas))
        catalogs = self.server.query(name, "select oid::regclass from pg_class where relkind = 'r' and not relisshared "
                                           "and relnamespace = 'pg_catalog'::regnamespace")
        for table in catalogs.split():
            self.server.query(name, f"vacuum (analyze) {table}")
        self.server.query("postgres", "checkpoint")

    def script(self, database, path):
        seconds(self.server.psql("-1", "-v", "ON_ERROR_STOP=1", "-d", self.server.conninfo(database), "-f", path),
                self.folder)

    def database(self, count):
        return f"bench_drift_{count}"

    def tidemark(self, count, *arguments, snapshots=None):
        return [self.options.tidemark, "--db", self.server.conninfo(self.database(count)), *arguments,
                "--snapshots", snapshots or os.path.join(self.folder, f"snapshots-{count}")]

    def snapshot(self, count):
        """Written once, by whichever row needs it first."""
        command = self.tidemark(count, "snapshot")
        if not os.path.exists(command[-1]):
            seconds(command, self.folder)

    def drift(self, count):
        """One check of a database without drift; anything but exit 0 raises."""
        return cost(self.tidemark(count, "drift"), self.folder)

    def check(self, what):
        self.snapshot(self.large)
        dump = [os.path.join(self.options.bindir, "pg_dump"), "-s", "-f", os.devnull,
                "-d", self.server.conninfo(self.database(self.large))]
        ours, theirs = alternate(self.options.rounds, lambda: self.drift(self.large),
                                 lambda: cost(dump, self.folder), keep=cheapest)
        self.report.ratio(what, ours.seconds, theirs.seconds, "pg_dump -s", 0.25)
        self.report.ratio("  its memory", ours.megabytes, theirs.megabytes, "pg_dump -s", 1.0, megabytes)

    def growth(self, what):
        for count in (self.large, self.small):
            self.snapshot(count)
        large, small = alternate(self.options.rounds, lambda: self.drift(self.large), lambda: self.drift(self.small),
                                 keep=cheapest)
        self.report.ratio(what, large.seconds, small.seconds, f"{self.small:,} tables", 10.5)

    def end_of_up(self, what):
        """The look at the schema that ends `up`, by the program's own clock, with the same one small migration each time.

        The look before the run, which refuses what has drifted, is a row of its own: `up` takes as much longer with a
        snapshot as both together.
        """
        folder, snapshots = os.path.join(self.folder, "end"), os.path.join(self.folder, "snapshots-end")
        folders.comments(folder)
        paths = ["--dir", os.path.join(folder, "sql"), "--down-dir", os.path.join(folder, "down")]

        def run(*arguments):
            return seconds(self.tidemark(self.large, *arguments, snapshots=snapshots), self.folder)

        def look(which):
            run("down", *paths)
            said = complaint(self.tidemark(self.large, "up", "--verbose", *paths, snapshots=snapshots), self.folder)
            return elapsed(said, f"looking at the schema {which} the run")

        run("up", "--allow-existing", *paths)
        run("snapshot", *paths)
        check, before, after = alternate(
            self.options.rounds, lambda: run("drift", *paths), lambda: look("before"), lambda: look("after"))
        self.report.ratio(what, after, check, "a drift check", 1.1)
        self.report.peer("  the look before the run", before, check, "a drift check")

    def peers(self, what):
        """migra compares two databases, so it gets a copy; it is slow, so two rounds. Its fork is a migra too."""
        copy = self.database(self.small) + "_copy"
        self.server.query("postgres", f"create database {copy} template {self.database(self.small)}")
        uris = [f"postgresql://postgres@/{name}?host={self.server.folder}"
                for name in (self.database(self.small), copy)]
        for name, directory in (("migra", self.options.peers), ("migradiff", self.options.migradiff)):
            program = shutil.which("migra", path=directory)
            if program is None:
                self.report.skip(f"{what}: {name}", f"{name} is not installed")
                continue
            try:
                self.snapshot(self.small)
                ours, theirs = alternate(
                    min(2, self.options.rounds), lambda: self.drift(self.small).seconds,
                    lambda: seconds([program, "--unsafe", "--with-privileges", *uris], self.folder))
                self.report.peer(what, ours, theirs, name)
            except RuntimeError as problem:
                self.report.error(f"{what}: {name}", problem)
