"""Databases of many tables, each with what a table of an application has; the same count gives the same bytes."""

import os

ROLES = ("bench_reader", "bench_writer")
PER_FILE = 500      # tables, one transaction: what its locks need fits the default lock table
PER_SCHEMA = 1000
PER_FUNCTION = 10   # tables that share one trigger function


def _schema(number):
    return f"app_{(number - 1) // PER_SCHEMA:02d}"


def _table(number):
    return f"{_schema(number)}.item_{number:05d}"


def _preparation(count):
    lines = []
    # Roles belong to the server and stay when the database goes.
    for role in ROLES:
        lines += [f"do $$ begin if to_regrole('{role}') is null then",
                  f"    create role {role};",
                  "end if; end $$;"]
    for number in range(1, count + 1, PER_SCHEMA):
        name = _schema(number)
        lines += [f"create schema {name};",
                  f"grant usage on schema {name} to {', '.join(ROLES)};",
                  f"comment on schema {name} is 'A part of the application';"]
    return "\n".join(lines) + "\n"


def _function(number):
    """Names the function of a table's trigger, and with the first table that uses it also makes it."""
    group = (number - 1) // PER_FUNCTION * PER_FUNCTION + 1
    name = f"{_schema(group)}.touch_{group:05d}"
    if number != group:
        return name, []
    return name, [
        f"create function {name}() returns trigger language plpgsql security definer",
        "    set search_path = pg_catalog, pg_temp as $$",
        "begin",
        "    if new is distinct from old then",
        "        new.updated_at := now();",
        "    end if;",
        "    return new;",
        "end",
        "$$;",
        f"revoke execute on function {name}() from public;",
    ]


def statements(number):
    """One table and all that hangs on it; it refers to an earlier one of its schema (the first to itself)."""
    table, short = _table(number), f"item_{number:05d}"
    first = (number - 1) // PER_SCHEMA * PER_SCHEMA + 1
    parent = _table(max(first, number - 1 - number * 7 % 97))
    function, lines = _function(number)
    lines += [
        f"create table {table} (",
        "    id bigint generated always as identity primary key,",
        f"    parent_id bigint constraint {short}_parent_fkey references {parent} on delete cascade,",
        "    tenant uuid not null,",
        "    title text not null,",
        "    attributes jsonb not null default '{}',",
        f"    amount numeric(12,2) not null default 0 constraint {short}_amount_check",
        f"        check (amount >= 0 and amount < {1000000 + number}),",
        "    created_at timestamptz not null default now(),",
        "    updated_at timestamptz",
        ");",
        f"create index {short}_tenant_idx on {table} (tenant, created_at desc);",
    ]
    # Of the second indexes most are plain; the rest takes turns.
    if number % 10 == 0:
        lines.append(f"create index {short}_attributes_idx on {table} using gin (attributes);")
    elif number % 10 == 5:
        lines.append(f"create unique index {short}_title_key on {table} (tenant, lower(title))"
                     " where updated_at is not null;")
    else:
        lines.append(f"create index {short}_parent_idx on {table} (parent_id);")
    lines += [
        f"alter table {table} enable row level security;",
        f"create policy reads on {table} for select to bench_reader, bench_writer",
        "    using (tenant = current_setting('app.tenant')::uuid);",
        f"create policy writes on {table} to bench_writer",
        "    using (tenant = current_setting('app.tenant')::uuid and amount < 1000)",
        "    with check (tenant = current_setting('app.tenant')::uuid);",
        f"create trigger {short}_touch before update on {table}",
        f"    for each row execute function {function}();",
        f"create view {table}_recent with (security_barrier = true) as",
        "    select id, tenant, title, amount, coalesce(updated_at, created_at) as changed_at",
        f"    from {table} where created_at > now() - interval '30 days';"
        if number % 2 else
        f"    from {table} where amount > 0 order by created_at desc;",
        f"grant select on {table}, {table}_recent to bench_reader;",
        f"grant select, insert, update, delete on {table} to bench_writer;",
    ]
    if number % 3 == 0:
        lines.append(f"comment on table {table} is 'One of many; it''s here to be compared';")
        lines.append(f"comment on column {table}.amount is 'In the tenant''s currency, number {number}';")
    if number % 30 == 0:
        lines.append(f"comment on index {_schema(number)}.{short}_tenant_idx is 'Newest first';")
        lines.append(f"comment on view {table}_recent is 'Rows of the last days';")
    return "\n".join(lines) + "\n"


def write(folder, count):
    """Writes scripts that make `count` tables. Gives the one to run first, and those of each schema in their order;
    schemas do not depend on each other. Each script is meant for one transaction."""
    os.makedirs(folder, exist_ok=True)

    def script(name, text):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def tables(first, end):
        return script(f"{first:05d}.sql", "".join(statements(n) for n in range(first, end)))

    return script("schemas.sql", _preparation(count)), [
        [tables(part, min(part + PER_FILE, count + 1))
         for part in range(first, min(first + PER_SCHEMA, count + 1), PER_FILE)]
        for first in range(1, count + 1, PER_SCHEMA)]
