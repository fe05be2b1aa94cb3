"""Measures the SQL between two schemas beside migra, and what its proof adds."""

import os
import shutil
import subprocess

import databases
from measure import alternate, elapsed, seconds, watched
from server import Server

# A handful of differences, none of which a peer needs to be told about.
FEW = """
alter table app_00.item_00010 add column note text;
create index item_00020_new_idx on app_00.item_00020 (title);
drop policy writes on app_00.item_00030;
alter table app_00.item_00040 alter column title drop not null;
alter table app_00.item_00041 add constraint item_00041_title_check check (title <> '');
"""

# What migra says where something differs.
DIFFERENT = 2


class DiffBench:
    """A server of its own, with two databases that differ in a handful of places."""

    def __init__(self, options, folder, report):
        self.options, self.report = options, report
        self.folder = os.path.join(folder, "diff")
        os.makedirs(self.folder)
        self.count = max(100, options.tables // 10)

    def run(self):
        with Server(self.options.bindir) as self.server:
            self.make(self.count)
            self.make(50)
            for what, measure in ((f"diff --sql, {self.count:,} tables", self.beside_migra),
                                  ("proof of its SQL, 50 tables, warm", self.proof)):
                try:
                    measure(what)
                except (RuntimeError, OSError, subprocess.CalledProcessError) as problem:
                    self.report.error(what, problem)

    def make(self, count):
        """Two databases, the second made as a copy and changed."""
        old, new = self.names(count)
        first, schemas = databases.write(os.path.join(self.folder, f"sql-{count}"), count)
        self.server.fresh(old)
        for path in [first] + [path for scripts in schemas for path in scripts]:
            self.script(old, path)
        self.server.query("postgres", f"create database {new} template {old}")
        few = os.path.join(self.folder, "few.sql")
        with open(few, "w", encoding="utf-8") as file:
            file.write(FEW)
        self.script(new, few)
        for name in (old, new):
            self.server.query(name, "vacuum (analyze)")
        self.server.query("postgres", "checkpoint")

    def script(self, database, path):
        seconds(self.server.psql("-1", "-v", "ON_ERROR_STOP=1", "-d", self.server.conninfo(database), "-f", path),
                self.folder)

    def names(self, count):
        return f"bench_diff_{count}_from", f"bench_diff_{count}_to"

    def diff(self, count):
        """How long one run took, and by its own clock what of that was the proof, and of the proof the last pg_dump."""
        command = [self.options.tidemark, "diff", *map(self.server.conninfo, self.names(count)), "--sql", "--verbose"]
        # In CI the shadow server ends with the command.
        environment = {name: value for name, value in os.environ.items() if name != "CI"}
        whole, said = watched(command, self.folder, environment)
        return whole, elapsed(said, "proving"), elapsed(said, "proving: pg_dump")

    def beside_migra(self, what):
        uris = [f"postgresql://postgres@/{name}?host={self.server.folder}" for name in self.names(self.count)]
        program = shutil.which("migra", path=self.options.peers)
        if program is None:
            self.report.skip(what, "migra is not installed")
            return
        self.diff(self.count)  # starts the shadow server

        def without_proof():
            whole, proving, _ = self.diff(self.count)
            return whole - proving

        bare, whole, theirs = alternate(
            self.options.rounds, without_proof, lambda: self.diff(self.count)[0],
            lambda: seconds([program, "--unsafe", "--with-privileges", *uris], self.folder, expected=DIFFERENT))
        self.report.ratio(what + ", without the proof", bare, theirs, "migra", 1 / 8)
        self.report.ratio("  with the proof", whole, theirs, "migra", 1 / 2)

    def proof(self, what):
        """The bar is one of time: there is nothing to hold it against."""
        self.diff(50)
        times = [self.diff(50) for _ in range(self.options.rounds)]
        best = min(proving - dumping for _, proving, dumping in times)
        self.report.add(what, f"{best * 1000:.0f} ms", "–", "–", "< 300 ms", best < 0.3)
