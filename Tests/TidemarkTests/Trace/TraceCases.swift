extension TraceCase {
    /// What the statements of the hazard table do to locks and files, but for those outside a transaction.
    static let all: [TraceCase] = indexes + columns + constraints + tables + others

    static let indexes = [
        TraceCase(
            setup: people, statement: "create index t_n on t (n)", locks: ["t: ShareLock"],
            builds: ["t_n on t"]),
        TraceCase(
            setup: people, statement: "drop index t_s", locks: ["t: AccessExclusiveLock"]),
        TraceCase(
            setup: people, statement: "reindex index t_s", locks: ["t: ShareLock"],
            builds: ["t_s on t"]),
        TraceCase(
            setup: people, statement: "reindex table t", locks: ["t: ShareLock"],
            builds: ["t_pkey on t", "t_s on t"]),
        TraceCase(
            setup: parts, statement: "create index p_n on p (n)",
            locks: ["other: ShareLock", "p1: ShareLock", "p: ShareLock"],
            builds: ["other_n_idx on other", "p1_n_idx on p1"]),
    ]

    static let columns = [
        TraceCase(
            setup: people, statement: "alter table t add c int default 1",
            locks: ["t: AccessExclusiveLock"]),
        TraceCase(
            setup: people, statement: "alter table t add c timestamptz default now()",
            locks: ["t: AccessExclusiveLock"]),
        TraceCase(
            setup: people, statement: "alter table t add c uuid default gen_random_uuid()",
            locks: ["t: AccessExclusiveLock"], rewrites: ["t"],
            builds: ["t_pkey on t", "t_s on t"]),
        TraceCase(
            setup: people, statement: "alter table t add c serial",
            locks: ["t: AccessExclusiveLock"], rewrites: ["t"],
            builds: ["t_pkey on t", "t_s on t"]),
        TraceCase(
            setup: people, statement: "alter table t add c int generated always as identity",
            locks: ["t: AccessExclusiveLock"], rewrites: ["t"],
            builds: ["t_pkey on t", "t_s on t"]),
        TraceCase(
            setup: people, statement: "alter table t add c int generated always as (n + 1) stored",
            locks: ["t: AccessExclusiveLock"], rewrites: ["t"],
            builds: ["t_pkey on t", "t_s on t"]),
        TraceCase(
            setup: people, statement: "alter table t add c int generated always as (n + 1) virtual",
            locks: ["t: AccessExclusiveLock"], since: 18),
        TraceCase(
            setup: "create table t (id int)", statement: "alter table t add c int not null",
            locks: ["t: AccessExclusiveLock"], scans: ["t verify"]),
        TraceCase(
            setup: people, statement: "alter table t add c int check (c > 0)",
            locks: ["t: AccessExclusiveLock"], scans: ["t verify"]),
        TraceCase(
            setup: people, statement: "alter table t add c int unique",
            locks: ["t: AccessExclusiveLock"], builds: ["t_c_key on t"]),
        TraceCase(
            setup: family, statement: "alter table child add c int references parent",
            locks: ["child: AccessExclusiveLock", "parent: ShareRowExclusiveLock"]),
        TraceCase(
            setup: people, statement: "alter table t alter n set not null",
            locks: ["t: AccessExclusiveLock"], scans: ["t verify"]),
        TraceCase(
            setup: people + "alter table t add constraint c check (n is not null)",
            statement: "alter table t alter n set not null", locks: ["t: AccessExclusiveLock"],
            proof: "does not contain nulls"),
        TraceCase(
            setup: people, statement: "alter table t alter n type bigint",
            locks: ["t: AccessExclusiveLock"], rewrites: ["t"],
            builds: ["t_pkey on t", "t_s on t"]),
        TraceCase(
            setup: people, statement: "alter table t alter x type varchar(5)",
            locks: ["t: AccessExclusiveLock"], rewrites: ["t"],
            builds: ["t_pkey on t", "t_s on t"]),
        TraceCase(
            setup: people, statement: "alter table t alter s type varchar(20)",
            locks: ["t: AccessExclusiveLock"], reused: ["t_s"]),
        TraceCase(
            setup: people, statement: "alter table t alter s type text",
            locks: ["t: AccessExclusiveLock"], reused: ["t_s"]),
        TraceCase(
            setup: "create table t (a timestamp)",
            statement: "alter table t alter a type timestamptz",
            locks: ["t: AccessExclusiveLock"], before: "set local timezone = 'UTC';"),
        TraceCase(
            setup: "create table t (a timestamp)",
            statement: "alter table t alter a type timestamptz",
            locks: ["t: AccessExclusiveLock"], rewrites: ["t"],
            before: "set local timezone = 'Europe/Berlin';"),
        TraceCase(
            setup: people, statement: "alter table t alter s type varchar(10) collate \"C\"",
            locks: ["t: AccessExclusiveLock"], builds: ["t_s on t"]),
        TraceCase(
            setup: people, statement: "alter table t drop column x",
            locks: ["t: AccessExclusiveLock"]),
        TraceCase(
            setup: people, statement: "alter table t rename n to m",
            locks: ["t: AccessExclusiveLock"]),
    ]

    static let constraints = [
        TraceCase(
            setup: people, statement: "alter table t add constraint c check (n > 0)",
            locks: ["t: AccessExclusiveLock"], scans: ["t verify"]),
        TraceCase(
            setup: people, statement: "alter table t add constraint c check (n > 0) not valid",
            locks: ["t: AccessExclusiveLock"]),
        TraceCase(
            setup: people + "alter table t add constraint c check (n > 0) not valid",
            statement: "alter table t validate constraint c",
            locks: ["t: ShareUpdateExclusiveLock"], scans: ["t verify"]),
        TraceCase(
            setup: family,
            statement: "alter table child add constraint f foreign key (parent) references parent",
            locks: ["child: ShareRowExclusiveLock", "parent: ShareRowExclusiveLock"],
            scans: ["child foreign-key", "parent foreign-key"]),
        TraceCase(
            setup: family,
            statement:
                "alter table child add constraint f foreign key (parent) references parent not valid",
            locks: ["child: ShareRowExclusiveLock", "parent: ShareRowExclusiveLock"]),
        TraceCase(
            setup: family
                + "alter table child add constraint f foreign key (parent) references parent not valid",
            statement: "alter table child validate constraint f",
            locks: ["child: ShareUpdateExclusiveLock", "parent: RowShareLock"],
            scans: ["child foreign-key", "parent foreign-key"]),
        TraceCase(
            setup: family, statement: "create table more (id int references parent)",
            locks: ["parent: ShareRowExclusiveLock"]),
        TraceCase(
            setup: family
                + "alter table child add constraint f foreign key (parent) references parent",
            statement: "alter table child drop constraint f",
            locks: ["child: AccessExclusiveLock", "parent: AccessExclusiveLock"]),
        TraceCase(
            setup: people, statement: "alter table t add constraint u unique (n)",
            locks: ["t: AccessExclusiveLock"], builds: ["u on t"]),
        TraceCase(
            setup: people + "create unique index u on t (n)",
            statement: "alter table t add constraint u unique using index u",
            locks: ["t: AccessExclusiveLock"]),
        TraceCase(
            setup: "create table t (id int); insert into t values (1)",
            statement: "alter table t add primary key (id)", locks: ["t: AccessExclusiveLock"],
            builds: ["t_pkey on t"]),
        TraceCase(
            setup: "create table t (r int4range)",
            statement: "alter table t add constraint e exclude using gist (r with &&)",
            locks: ["t: AccessExclusiveLock"], builds: ["e on t"]),
        TraceCase(
            setup: people,
            statement: "alter table t validate constraint c",
            locks: [], scans: ["t verify"],
            before: "alter table t add constraint c check (n > 0) not valid;"),
        TraceCase(
            setup: "create domain d as int; create table t (d d); insert into t values (1)",
            statement: "alter domain d add check (value > 0)", locks: ["t: ShareLock"],
            scans: ["t verify"]),
        TraceCase(
            setup: "create domain d as int; create table t (d d); insert into t values (1)",
            statement: "alter domain d add check (value > 0) not valid", locks: []),
    ]
}
