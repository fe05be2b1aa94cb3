/// Statements for what may stand in a transaction block; the server is asked about the same ones.
enum TransactionCases {
    /// Refused there, case 43 of the reference.
    static let forbidden = [
        "create index concurrently i on t (a)",
        "/* why */ CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON s.t USING gin (a)",
        "create index concurrently on t(a)", "drop index concurrently i",
        "drop index concurrently if exists s.i",
        "reindex index concurrently i", "reindex table concurrently t",
        "reindex (concurrently) table t", "REINDEX (VERBOSE, CONCURRENTLY) INDEX s.i",
        "reindex (concurrently on) table t", "reindex schema s",
        "reindex (verbose) schema s", "reindex database d", "reindex system d",
        "reindex schema concurrently s", "reindex database", "reindex (verbose) system",
        "alter table p detach partition c concurrently",
        "alter table if exists only s.p detach partition s.c concurrently;",
        "vacuum", "vacuum t", "VACUUM (ANALYZE, VERBOSE) t", "vacuum full verbose t",
        "vacuum analyze", "cluster", "cluster verbose", "CLUSTER (VERBOSE)",
        "create database d", "create database \"D\" template template0", "drop database d",
        "drop database if exists d with (force)", "alter database d set tablespace ts",
        "create tablespace ts location '/x'", "drop tablespace if exists ts",
        "alter system set work_mem = '1MB'", "alter system reset all",
        "create subscription s connection 'dbname=x' publication p",
        "create subscription s connection '' publication p, q with (copy_data = false)",
        "create subscription s connection '' publication p with (connect, create_slot = true)",
        "drop subscription s", "drop subscription if exists s cascade",
        "alter subscription s refresh publication",
        "alter subscription s refresh publication with (copy_data = false)",
        "alter subscription s set publication p",
        "alter subscription s add publication q with (copy_data = false)",
        "alter subscription s drop publication p0 with (refresh = true)",
        "alter subscription s set (failover = true)",
        "alter subscription s set (two_phase = false)",
        "commit prepared 'x'", "rollback prepared 'x'", "discard all",
    ]

    /// Accepted there, as far as the text tells.
    static let allowed = [
        "create index concurrently_done on t (a)", "create index i on t (a)", "drop index i",
        "reindex table t", "reindex index i", "reindex (verbose) table t",
        "reindex (concurrently false) table t", "refresh materialized view concurrently m",
        "create extension hstore", "listen x", "cluster t", "cluster t using i",
        "cluster i on t", "cluster verbose t", "alter table p detach partition c",
        "alter table p detach partition c finalize",
        "analyze t", "create subscription s connection '' publication p with (connect = false)",
        "create subscription s connection '' publication p with (create_slot=off, slot_name = none)",
        "alter subscription s set publication p with (refresh = false)",
        "alter subscription s disable", "alter subscription s set (slot_name = none)",
        "alter subscription s owner to r", "discard temp", "discard plans",
        "alter database d set work_mem = '1MB'", "alter database d rename to e",
        "alter type e add value 'x'", "do $$ begin commit; end $$", "call p()",
        "select 'vacuum'", "truncate t", "checkpoint", "alter table t add column vacuum int",
        "commit", "rollback", "drop table t",
    ]

    /// What the statements are about.
    static let objects = """
        create schema s; create table t (a int); create table s.t (a int);
        create index i on t (a); create index i on s.t (a); create type e as enum ('y');
        create table p (a int) partition by list (a); create table c partition of p for values in (1);
        create table s.p (a int) partition by list (a);
        create table s.c partition of s.p for values in (1);
        create materialized view m as select 1 as a; create unique index on m (a);
        create database d; create role r;
        create procedure p() language sql as 'select 1';
        create subscription s connection 'host=/nowhere' publication p, p0 with (connect = false);
        alter subscription s enable;
        """

    /// The first server version that knows the statement, where that is not 13.
    static func firstVersion(_ text: String) -> Int {
        if text.contains("failover") || text == "CLUSTER (VERBOSE)" { return 17 }
        if text.contains("two_phase = false") { return 18 }
        if text == "reindex database" || text == "reindex (verbose) system" { return 16 }
        return 13
    }
}
