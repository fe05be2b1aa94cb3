"""The same migrations as each tool wants them on disk."""

import os


def statements(number):
    """What a day's work looks like: a table, an index and a comment; now and then a change to an older table."""
    table = f"bench_{number:04d}"
    lines = [
        f"-- Table {table}",
        f"create table {table} (",
        "    id bigint generated always as identity primary key,",
        "    name text not null,",
        "    state text not null default 'new' check (state in ('new', 'done')),",
        "    created_at timestamptz not null default now()",
        ");",
        f"create index {table}_name_idx on {table} (name);",
        f"comment on table {table} is 'One of many; it''s here to be counted';",
    ]
    if number % 10 == 0:
        lines.append(f"alter table bench_{number - 5:04d} add column note text;")
    return "\n".join(lines) + "\n"


def revert(number):
    undo = f"alter table bench_{number - 5:04d} drop column note;\n" if number % 10 == 0 else ""
    return undo + f"drop table bench_{number:04d};\n"


def _write(*parts):
    path, text = os.path.join(*parts[:-1]), parts[-1]
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def native(folder, count):
    """Tidemark's layout, and a script by which one psql runs the same files, a transaction each."""
    driver = ["\\set ON_ERROR_STOP 1\n"]
    for n in range(1, count + 1):
        name = f"{n:04d}_bench.sql"
        _write(folder, "sql", name, statements(n))
        _write(folder, "down", f"{n:04d}_bench_down.sql", revert(n))
        driver.append(f"BEGIN;\n\\i {folder}/sql/{name}\nCOMMIT;\n")
    _write(folder, "driver.psql", "".join(driver))


def sqitch(folder, count):
    plan = ["%syntax-version=1.0.0\n%project=bench\n\n"]
    for n in range(1, count + 1):
        plan.append(f"c{n:04d} 2026-01-01T00:00:00Z Bench <bench@example.com> # one of many\n")
        _write(folder, "deploy", f"c{n:04d}.sql", f"BEGIN;\n{statements(n)}COMMIT;\n")
        _write(folder, "revert", f"c{n:04d}.sql", f"BEGIN;\n{revert(n)}COMMIT;\n")
    _write(folder, "sqitch.plan", "".join(plan))
    _write(folder, "sqitch.conf", "[core]\n    engine = pg\n")


def yoyo(folder, count):
    for n in range(1, count + 1):
        _write(folder, f"{n:04d}.bench.sql", statements(n))
        _write(folder, f"{n:04d}.bench.rollback.sql", revert(n))


def comments(folder):
    """Two migrations that change next to nothing, for measuring what `up` does besides."""
    for n in (1, 2):
        _write(folder, "sql", f"{n:04d}_bench.sql", f"comment on schema public is 'Comment {n}';\n")
        _write(folder, "down", f"{n:04d}_bench_down.sql", f"comment on schema public is 'Comment {n - 1}';\n")
