extension TraceCase {
    static let tables = [
        TraceCase(setup: people, statement: "drop table t", locks: ["t: AccessExclusiveLock"]),
        TraceCase(
            setup: "create schema s; create table s.t (id int)",
            statement: "drop schema s cascade", locks: ["s.t: AccessExclusiveLock"]),
        TraceCase(
            setup: people, statement: "alter table t rename to u",
            locks: ["t: AccessExclusiveLock"]),
        TraceCase(
            setup: people, statement: "truncate t", locks: ["t: AccessExclusiveLock"],
            truncated: ["t"]),
        TraceCase(
            setup: people, statement: "do $$ begin truncate t; end $$",
            locks: ["t: AccessExclusiveLock"], truncated: ["t"]),
        TraceCase(
            setup: people, statement: "do $$ begin cluster t using t_s; end $$",
            locks: ["t: AccessExclusiveLock"], rewrites: ["t"],
            builds: ["t_pkey on t", "t_s on t"]),
        TraceCase(
            setup: people, statement: "update t set n = n + 1", locks: ["t: RowExclusiveLock"],
            scans: ["t query"], rows: ["t +0 ~50 -0"]),
        TraceCase(
            setup: people, statement: "delete from t where n > 40",
            locks: ["t: RowExclusiveLock"], scans: ["t query"], rows: ["t +0 ~0 -10"]),
        TraceCase(
            setup: people,
            statement: """
                do $$ begin
                insert into t select g from generate_series(100, 104) g;
                execute 'alter table t alter n type bigint';
                end $$
                """, locks: ["t: AccessExclusiveLock"], rewrites: ["t"],
            builds: ["t_pkey on t", "t_s on t"], rows: ["t +5 ~0 -0"]),
        TraceCase(
            setup: parts,
            statement: "alter table p attach partition p2 for values from (100) to (200)",
            locks: [
                "other: AccessExclusiveLock", "p2: AccessExclusiveLock",
                "p: ShareUpdateExclusiveLock",
            ], scans: ["other verify", "p2 verify"]),
        TraceCase(
            setup: parts + """
                drop table other;
                alter table p2 add check (id is not null and id >= 100 and id < 200);
                """,
            statement: "alter table p attach partition p2 for values from (100) to (200)",
            locks: ["p2: AccessExclusiveLock", "p: ShareUpdateExclusiveLock"],
            proof: "implied by existing constraints"),
        TraceCase(
            setup: parts,
            statement: "create table p3 partition of p for values from (200) to (300)",
            locks: ["other: AccessExclusiveLock", "p: AccessExclusiveLock"],
            scans: ["other verify"]),
        TraceCase(
            setup: parts, statement: "alter table p detach partition p1",
            locks: [
                "other: AccessExclusiveLock", "p1: AccessExclusiveLock", "p: AccessExclusiveLock",
            ]),
        TraceCase(
            setup: people, statement: "alter table t set unlogged",
            locks: ["t: AccessExclusiveLock"], rewrites: ["t"],
            builds: ["t_pkey on t", "t_s on t"]),
        TraceCase(
            setup: people, statement: "cluster t using t_s", locks: ["t: AccessExclusiveLock"],
            rewrites: ["t"], builds: ["t_pkey on t", "t_s on t"]),
    ]

    static let others = [
        TraceCase(
            setup: people + "create materialized view m as select * from t",
            statement: "refresh materialized view m",
            locks: ["m: AccessExclusiveLock", "t: AccessShareLock"], rewrites: ["m"],
            scans: ["t query"], rows: ["m +50 ~0 -0"]),
        TraceCase(
            setup: people + "create materialized view m as select * from t; "
                + "create unique index on m (id)",
            statement: "refresh materialized view concurrently m",
            locks: ["m: ExclusiveLock", "t: AccessShareLock"], scans: ["m query", "t query"]),
        TraceCase(
            setup: people
                + "create function f() returns trigger language plpgsql as 'begin return new; end'",
            statement: "create trigger r before insert on t for each row execute function f()",
            locks: ["t: ShareRowExclusiveLock"]),
        TraceCase(
            setup: people, statement: "alter table t disable trigger all",
            locks: ["t: ShareRowExclusiveLock"]),
        TraceCase(
            setup: people, statement: "alter table t enable row level security",
            locks: ["t: AccessExclusiveLock"]),
        TraceCase(
            setup: people, statement: "create policy y on t using (true)",
            locks: ["t: AccessExclusiveLock"]),
        TraceCase(
            setup: people + "create view v as select id from t",
            statement: "create or replace view v as select id from t where n > 1",
            locks: ["t: AccessShareLock", "v: AccessExclusiveLock"]),
    ]
}
