extension LockCase {
    /// ALTER of anything but tables.
    static let alterOther = parse(
        """
        alter index plain_a rename to plain_b => ShareUpdateExclusive plain_a
        alter index if exists plain_a set (fillfactor = 50) => ShareUpdateExclusive plain_a
        alter index plain_a reset (fillfactor) => ShareUpdateExclusive plain_a
        alter index plain_a set (deduplicate_items = off) => ShareUpdateExclusive plain_a
        alter index plain_a set tablespace pg_default => AccessExclusive plain_a
        alter index log_only attach partition log_1_at
            => ShareUpdateExclusive log_only, AccessExclusive log_1_at
        alter index plain_a no depends on extension plpgsql => AccessExclusive plain_a
        alter index plain_a depends on extension plpgsql => AccessExclusive plain_a
        alter policy plain_pol on plain to pg_monitor => AccessExclusive plain
        alter policy plain_pol on plain rename to pp => AccessExclusive plain
        alter trigger plain_trg on plain rename to tt => AccessExclusive plain
        alter trigger plain_trg on plain depends on extension plpgsql => AccessShare plain
        alter rule plain_rule on plain rename to rr => AccessExclusive plain
        alter view v alter a set default 3 => AccessExclusive v
        alter view v rename to v9 => AccessExclusive v
        alter view v rename column a to b => AccessExclusive v
        alter view v owner to pg_monitor => AccessExclusive v
        alter view v set schema app => AccessExclusive v
        alter view v set (security_barrier) => AccessExclusive v
        alter view v reset (security_barrier) => AccessExclusive v
        alter view v set (security_invoker) => AccessExclusive v
        alter materialized view mv alter a set statistics 3 => ShareUpdateExclusive mv
        alter materialized view mv rename to m9 => AccessExclusive mv
        alter materialized view mv set (fillfactor = 50) => ShareUpdateExclusive mv
        alter materialized view mv cluster on mv_id => ShareUpdateExclusive mv
        alter materialized view mv depends on extension plpgsql => AccessExclusive mv
        alter materialized view mv owner to pg_monitor => AccessExclusive mv
        alter foreign table ft add column z int => AccessExclusive ft
        alter foreign table ft options (add x 'y') => AccessExclusive ft
        alter foreign table ft alter a options (add x 'y') => AccessExclusive ft
        alter foreign table ft rename to f9 => AccessExclusive ft
        alter foreign table ft alter a set statistics 3 => ShareUpdateExclusive ft
        alter sequence seq restart => ShareRowExclusive seq
        alter sequence seq increment by 2 cache 3 => ShareRowExclusive seq
        alter sequence seq owned by plain.a => ShareRowExclusive seq, AccessShare plain
        alter sequence seq2 owned by none => ShareRowExclusive seq2
        alter sequence seq owner to pg_monitor => AccessExclusive seq
        alter sequence seq rename to s9 => AccessExclusive seq
        alter sequence seq set schema app => AccessExclusive seq
        alter sequence seq set unlogged => AccessExclusive seq
        alter statistics st set statistics 10 => nothing
        alter statistics st rename to s9 => nothing
        alter publication pub0 add table parent => ShareUpdateExclusive parent
        alter publication pub set table parent => ShareUpdateExclusive parent; also pubt
        alter publication pub rename to p9 => nothing
        alter extension plpgsql add table plain => ShareUpdateExclusive plain
        alter type comp add attribute b int => AccessExclusive comp
        alter type comp rename attribute a to b => AccessExclusive comp
        alter type comp rename to c9 => nothing; also comp
        alter type comp drop attribute a => AccessExclusive comp
        alter type shape add attribute z int cascade => AccessExclusive shape; also typed
        alter type comp owner to pg_monitor => nothing; also comp
        alter type comp set schema app => nothing
        alter domain dom add check (value < 10) => nothing; also domt
        alter domain dom validate constraint dck => nothing; also domt
        alter domain dom set not null => nothing; also domt
        alter function nop rename to f9 => nothing
        alter schema app rename to a9 => nothing
        alter default privileges grant select on tables to pg_monitor => nothing
        alter publication pub add tables in schema app => nothing
        alter publication pub set (publish='insert') => nothing
        alter view if exists v set (check_option = local) => AccessExclusive v
        alter index docs_gin set (fastupdate = off) => AccessExclusive docs_gin
        alter index docs_gin set (gin_pending_list_limit = 100) => AccessExclusive docs_gin
        alter index docs_brin set (pages_per_range = 4) => AccessExclusive docs_brin
        alter index docs_brin set (autosummarize = on) => AccessExclusive docs_brin
        alter index docs_gist set (buffering = off) => AccessExclusive docs_gist
        alter index docs_gist set (fillfactor = 50) => ShareUpdateExclusive docs_gist
        alter index docs_expr alter column 1 set statistics 100 => ShareUpdateExclusive docs_expr
        alter type comp alter attribute a type bigint => AccessExclusive comp
        alter publication pub drop table pubt => ShareUpdateExclusive pubt
        alter publication pub add table parent (id), other
            => ShareUpdateExclusive parent, ShareUpdateExclusive other
        alter sequence if exists app.items_id_seq restart with 10
            => ShareRowExclusive app.items_id_seq
        alter sequence seq no maxvalue owned by none => ShareRowExclusive seq
        alter materialized view mv set tablespace pg_default => AccessExclusive mv
        alter materialized view mv set access method heap => AccessExclusive mv
        alter materialized view if exists mv set schema app => AccessExclusive mv
        alter materialized view mv rename column a to b => AccessExclusive mv
        alter materialized view mv alter column a set storage plain => AccessExclusive mv
        alter view v rename a to b => AccessExclusive v
        alter view if exists v alter column a drop default => AccessExclusive v
        alter foreign table ft inherit loner => AccessExclusive ft, ShareUpdateExclusive loner
        alter foreign table ft disable trigger all => ShareRowExclusive ft
        alter foreign table ft set schema app => AccessExclusive ft
        alter foreign table ft owner to pg_monitor => AccessExclusive ft
        alter foreign table ft add constraint c check (a > 0) not valid => AccessExclusive ft
        alter policy plain_pol on plain using ((select max(id) from other) > 0)
            => AccessExclusive plain, AccessShare other
        alter extension plpgsql add view v => ShareUpdateExclusive v
        alter domain dom drop constraint dck => nothing
        alter domain dom rename to d9 => nothing
        """)
}
