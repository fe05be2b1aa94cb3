"""Measures Tidemark against psql and its peers, alternating in one run, and compares with the bars of the project.

Run through scripts/bench, which builds and installs what this needs.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

import folders
from diff import DiffBench
from drift import DriftBench
from measure import alternate, seconds
from report import Report
from server import Server


PARTS = ("up", "start", "lex", "drift", "diff", "peers")


class Bench:
    def __init__(self, options, server, folder, report):
        self.options, self.server, self.folder, self.report = options, server, folder, report
        self.count = options.count
        self.native = os.path.join(folder, "native")
        folders.native(self.native, self.count)

    def run_up(self, database, command, environment=None, cwd=None):
        """One measured run on an empty database, with a look at what it left."""
        self.server.fresh(database)
        elapsed = seconds(command, cwd or self.folder, environment)
        made = self.server.query(database, "select count(*) from pg_class where relkind = 'r' "
                                           r"and relname ~ '^bench_\d{4}$'")
        if int(made) != self.count:
            raise RuntimeError(f"{command[0]} made {made} of {self.count} tables")
        return elapsed

    def tidemark(self, *arguments, database="bench_tidemark"):
        return [self.options.tidemark, "--db", self.server.conninfo(database), *arguments,
                "--dir", os.path.join(self.native, "sql"),
                "--down-dir", os.path.join(self.native, "down")]

    def tidemark_up(self):
        return self.run_up("bench_tidemark", self.tidemark("up"))

    def psql_up(self):
        return self.run_up("bench_psql", self.server.psql(
            "-d", self.server.conninfo("bench_psql"), "-f", self.native + "/driver.psql"))

    def up(self):
        what = f"up, {self.count} migrations"
        ours, theirs = alternate(self.options.rounds, self.tidemark_up, self.psql_up)
        self.report.ratio(what, ours, theirs, "one psql, same files", 1.25)

        # What a command costs before it does anything is short, so it is run more often.
        idle = alternate(
            self.options.rounds * 5,
            lambda: seconds(self.tidemark("up"), self.folder),
            lambda: seconds(self.server.psql("-d", self.server.conninfo("bench_psql"), "-c",
                                             "select 1"), self.folder))
        self.report.ratio(f"up, nothing to do, {self.count} applied", *idle, "psql select 1", 3)

    def start(self):
        times = alternate(
            self.options.rounds * 5,
            lambda: seconds([self.options.tidemark, "--version"], self.folder),
            lambda: seconds(self.server.psql("--version"), self.folder))
        self.report.ratio("tidemark --version", *times, "psql --version", 2)

    def lex(self):
        """LexBenchmark prints one JSON object; that memory does not grow has a bar in MB."""
        out = subprocess.run([self.options.lex], check=True, capture_output=True, text=True).stdout
        for row in json.loads(out)["rows"]:
            speed, bar = row["megabytesPerSecond"], row["bar"]
            self.report.add(f"lexing {row['name']}", f"{speed:.0f} MB/s", "–", "–",
                            f"≥ {bar:.0f} MB/s", speed >= bar)
            growth = row["growthMegabytes"]
            self.report.add("  memory beyond a tenth of it", f"{growth:.1f} MB",
                            f"peak {row['peakMegabytes']:.1f} MB", "–", "≤ 8 MB", growth <= 8)

    def drift(self):
        DriftBench(self.options, self.folder, self.report).run()

    def diff(self):
        DiffBench(self.options, self.folder, self.report).run()

    def peers(self):
        """Peers take long, so they run twice; Tidemark runs beside them for the ratio."""
        rounds = min(2, self.options.rounds)
        for name, prepare in (("sqitch", self.sqitch), ("yoyo", self.yoyo)):
            what = f"up, {self.count} migrations"
            program = shutil.which(name, path=self.options.peers + os.pathsep
                                   + os.environ.get("PATH", os.defpath))
            if program is None:
                self.report.skip(what, f"{name} is not installed")
                continue
            try:
                ours, theirs = alternate(rounds, self.tidemark_up, prepare(program))
                self.report.peer(what, ours, theirs, name)
            except RuntimeError as problem:
                self.report.error(f"{what}: {name}", problem)

    def sqitch(self, program):
        folder = os.path.join(self.folder, "sqitch")
        folders.sqitch(folder, self.count)
        environment = dict(os.environ, SQITCH_FULLNAME="Bench", SQITCH_EMAIL="bench@example.com",
                           PATH=self.options.bindir + os.pathsep + os.environ["PATH"])
        target = f"db:pg://postgres@/bench_sqitch?host={self.server.folder}"
        return lambda: self.run_up("bench_sqitch", [program, "deploy", target], environment, folder)

    def yoyo(self, program):
        folder = os.path.join(self.folder, "yoyo")
        folders.yoyo(folder, self.count)
        uri = f"postgresql://postgres@/bench_yoyo?host={self.server.folder}"
        return lambda: self.run_up("bench_yoyo", [program, "apply", "--batch", "--no-config-file",
                                                  "--database", uri, folder])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bindir", required=True, help="programs of the PostgreSQL server")
    parser.add_argument("--tidemark", required=True, help="the tidemark program")
    parser.add_argument("--lex", required=True, help="the LexBenchmark program")
    parser.add_argument("--peers", default="", help="a directory with peers' programs")
    parser.add_argument("--migradiff", default="", help="a directory with migradiff's program, migra")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=1000, help="migrations")
    parser.add_argument("--tables", type=int, default=10_000, help="of the database for drift")
    parser.add_argument("part", nargs="*", choices=[*PARTS, []],
                        help="default: all")
    options = parser.parse_args()

    version = subprocess.run([os.path.join(options.bindir, "postgres"), "--version"], check=True,
                             capture_output=True, text=True).stdout.strip()
    print(f"{version}, default settings, fsync on, Unix socket; {os.cpu_count()} cores; "
          f"best of {options.rounds}, alternating\n")
    report = Report()
    with tempfile.TemporaryDirectory(prefix="tidemark-bench-") as folder, \
            Server(options.bindir) as server:
        bench = Bench(options, server, folder, report)
        for part in options.part or PARTS:
            print(f"measuring: {part}", file=sys.stderr)
            try:
                getattr(bench, part)()
            except (RuntimeError, OSError, subprocess.CalledProcessError, ValueError) as problem:
                report.error(part, problem)
    report.show()
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
