"""Runs commands and takes their time and memory, in turn, so that a busy machine is busy for all of them."""

import collections
import os
import subprocess
import tempfile
import time

Cost = collections.namedtuple("Cost", "seconds megabytes")


def watched(command, cwd, environment=None, expected=0):
    """The wall time of one command, and what it says on standard error."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)
    taken = time.perf_counter() - started
    if done.returncode != expected:
        raise RuntimeError(f"{' '.join(command)}\nexit {done.returncode}\n{done.stderr[-2000:]}")
    return taken, done.stderr


def seconds(command, cwd, environment=None, expected=0):
    """The wall time of one command; its talk is shown only when it fails."""
    return watched(command, cwd, environment, expected)[0]


def cost(command, cwd, environment=None):
    """The wall time and the peak memory of one process. Linux counts what this program held when it started the other,
    so no peak is below about 14 MB."""
    with tempfile.TemporaryFile() as talk:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=talk)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            talk.seek(0)
            raise RuntimeError(f"{' '.join(command)}\nexit {process.returncode}\n"
                               f"{talk.read().decode(errors='replace')[-2000:]}")
    return Cost(elapsed, usage.ru_maxrss / 1024)


def cheapest(one, other):
    """The shortest time, and the largest peak: memory must hold in every run."""
    return Cost(min(one.seconds, other.seconds), max(one.megabytes, other.megabytes))


def alternate(rounds, *runs, keep=min):
    """Runs each in turn, `rounds` times; of each what `keep` makes of its results: the best time."""
    best = [None] * len(runs)
    for _ in range(rounds):
        for index, run in enumerate(runs):
            result = run()
            best[index] = result if best[index] is None else keep(best[index], result)
    return best


def complaint(command, cwd):
    """What one command says on standard error."""
    return watched(command, cwd)[1]


def elapsed(said, phase):
    """The time that `--verbose` gives for a phase, in seconds."""
    for line in said.splitlines():
        number = line.removeprefix(f"{phase}: ").removesuffix(" ms").replace(",", "")
        if number.isdigit():
            return float(number) / 1000
    raise RuntimeError(f"no time for '{phase}' in:\n{said[-2000:]}")
