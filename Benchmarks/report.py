"""The table of a run: what was measured, against what, and whether the bar holds."""

import sys


def spelled(value):
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def megabytes(value):
    return f"{value:.1f} MB"


class Report:
    """The table; a row is what, measured, against, ratio, bar, result."""

    def __init__(self):
        self.rows = []
        self.failed = False

    def ratio(self, what, ours, theirs, against, bar, spell=spelled):
        ratio = ours / theirs
        self.add(what, spell(ours), f"{against} {spell(theirs)}", f"{ratio:.2f} ×",
                 f"≤ {bar} ×", ratio <= bar)

    def peer(self, what, ours, theirs, against):
        self.rows.append((what, spelled(ours), f"{against} {spelled(theirs)}",
                          f"{ours / theirs:.2f} ×", "–", "–"))

    def add(self, what, measured, against, ratio, bar, passed):
        self.failed = self.failed or not passed
        self.rows.append((what, measured, against, ratio, bar, "PASS" if passed else "FAIL"))

    def skip(self, what, why):
        self.rows.append((what, "not run", why, "–", "–", "–"))

    def error(self, what, problem):
        self.failed = True
        print(f"\n{what}: {problem}\n", file=sys.stderr)
        self.rows.append((what, "failed", "see above", "–", "–", "FAIL"))

    def show(self):
        header = ("what", "measured", "against", "ratio", "bar", "result")
        widths = [max(len(row[i]) for row in [header, *self.rows]) for i in range(len(header))]
        for row in [header, tuple("-" * width for width in widths), *self.rows]:
            print("| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths)) + " |")
