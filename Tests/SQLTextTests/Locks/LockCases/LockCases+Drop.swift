extension LockCase {
    /// DROP, COMMENT, GRANT and what keeps tables in order.
    static let dropAndMaintain = parse(
        """
        drop index plain_a => AccessExclusive plain_a; also plain
        reindex table plain => Share plain
        reindex index plain_a => AccessExclusive plain_a; also plain
        drop table child, plain
            => AccessExclusive child, AccessExclusive plain; also other, parent
        drop table parent cascade => AccessExclusive parent; also child, mv, mv_v, v, v2
        drop table log_1 => AccessExclusive log_1; also log
        drop table base cascade => AccessExclusive base
        drop view v2 => AccessExclusive v2
        drop view v2, mv_v => AccessExclusive v2, AccessExclusive mv_v
        drop materialized view mv cascade => AccessExclusive mv; also mv_v
        drop sequence seq => AccessExclusive seq
        drop foreign table ft => AccessExclusive ft
        truncate loner, only base => AccessExclusive loner, AccessExclusive base
        truncate table parent cascade => AccessExclusive parent; also child
        truncate base => AccessExclusive base
        comment on table plain is 'x' => ShareUpdateExclusive plain
        comment on column plain.a is 'x' => ShareUpdateExclusive plain
        comment on column v.a is 'x' => ShareUpdateExclusive v
        comment on view v is 'x' => ShareUpdateExclusive v
        comment on materialized view mv is 'x' => ShareUpdateExclusive mv
        comment on foreign table ft is 'x' => ShareUpdateExclusive ft
        comment on index plain_a is 'x' => ShareUpdateExclusive plain_a
        comment on sequence seq is 'x' => ShareUpdateExclusive seq
        comment on constraint plain_ck on plain is 'x' => AccessShare plain
        comment on constraint dck on domain dom is 'x' => nothing
        comment on trigger plain_trg on plain is 'x' => AccessShare plain
        comment on policy plain_pol on plain is 'x' => AccessShare plain
        comment on rule plain_rule on plain is 'x' => AccessShare plain
        comment on statistics st is 'x' => nothing
        comment on type comp is 'x' => nothing
        comment on column comp.a is 'x' => ShareUpdateExclusive comp
        drop policy plain_pol on plain => AccessExclusive plain
        drop trigger plain_trg on plain => AccessExclusive plain
        drop rule plain_rule on plain => AccessExclusive plain
        refresh materialized view mv => AccessExclusive mv
        refresh materialized view concurrently mv => Exclusive mv
        refresh materialized view mv with no data => AccessExclusive mv
        drop statistics st => nothing; also plain
        drop publication pub => nothing
        grant select on plain to pg_monitor => nothing
        grant all on table plain, parent to pg_monitor => nothing
        revoke select on plain from pg_monitor => nothing
        grant select (a) on plain to pg_monitor => nothing
        grant usage on sequence seq to pg_monitor => nothing
        grant select on all tables in schema public to pg_monitor => nothing
        analyze plain => ShareUpdateExclusive plain
        analyze plain (a), parent => ShareUpdateExclusive plain, ShareUpdateExclusive parent
        analyze verbose log => ShareUpdateExclusive log
        analyze (verbose) parent => ShareUpdateExclusive parent
        cluster plain using plain_a => AccessExclusive plain
        lock table plain => AccessExclusive plain
        lock plain, only parent in share row exclusive mode nowait
            => ShareRowExclusive plain, ShareRowExclusive parent
        lock table v in access share mode => AccessShare v
        drop type comp => nothing; also comp
        drop schema app cascade => nothing; also app.items
        drop function nop cascade => nothing; also plain
        drop index plain_a, mv_id
            => AccessExclusive plain_a, AccessExclusive mv_id; also mv, plain
        drop index log_id => AccessExclusive log_id; also log
        lock parent * => AccessExclusive parent
        cluster plain_a on plain => AccessExclusive plain
        cluster verbose plain using plain_a => AccessExclusive plain
        cluster (verbose) plain using plain_a => AccessExclusive plain
        analyze only log => ShareUpdateExclusive log; since 18
        truncate "Mixed Case", public.loner restart identity
            => AccessExclusive "Mixed Case", AccessExclusive public.loner
        truncate app.items => AccessExclusive app.items
        truncate table only base => AccessExclusive base
        drop table if exists loner, "Mixed Case" cascade
            => AccessExclusive loner, AccessExclusive "Mixed Case"
        drop table app.items => AccessExclusive app.items
        drop sequence app.items_id_seq cascade => AccessExclusive app.items_id_seq; also app.items
        drop sequence seq, seq2 => AccessExclusive seq, AccessExclusive seq2
        drop view if exists v cascade => AccessExclusive v; also v2
        drop policy plain_pol on public.plain => AccessExclusive public.plain
        drop trigger if exists plain_trg on plain cascade => AccessExclusive plain
        drop rule if exists plain_rule on plain => AccessExclusive plain
        comment on column app.items.a is 'x' => ShareUpdateExclusive app.items
        comment on constraint items_pkey on app.items is 'x' => AccessShare app.items
        comment on trigger plain_trg on plain is null => AccessShare plain
        drop foreign table if exists ft cascade => AccessExclusive ft
        lock table only base, loner in share update exclusive mode
            => ShareUpdateExclusive base, ShareUpdateExclusive loner
        lock table base in exclusive mode => Exclusive base
        lock parent in row share mode nowait => RowShare parent
        lock v in share mode => Share v; also parent
        reindex (verbose) table parent => Share parent
        reindex index parent_pkey => AccessExclusive parent_pkey; also parent
        reindex (concurrently false) table parent => Share parent
        analyze (verbose, skip_locked) plain (id, a) => ShareUpdateExclusive plain
        refresh materialized view mv with data => AccessExclusive mv
        refresh materialized view concurrently public.mv => Exclusive public.mv
        """)
}
