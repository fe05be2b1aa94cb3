extension LockCase {
    /// CREATE of anything.
    static let create = parse(
        """
        create index on plain (a) => Share plain
        create unique index if not exists ii on only plain using btree (a) => Share plain
        create index on log (id, at) => Share log
        create index on only log (id, at) => Share log
        create table n (like parent including all) => AccessShare parent
        create table n () inherits (base, loner)
            => ShareUpdateExclusive base, ShareUpdateExclusive loner
        create table n partition of log for values from (10) to (20) => AccessExclusive log
        create table n as table parent => AccessShare parent
        create table n of shape => nothing
        create policy p on plain using (exists (select 1 from other))
            => AccessExclusive plain, AccessShare other
        create trigger t after insert on plain for each row execute function nop()
            => ShareRowExclusive plain
        create or replace trigger plain_trg after insert on plain for each row execute function nop()
            => ShareRowExclusive plain
        create constraint trigger t after insert on plain from parent deferrable for each row execute function nop()
            => ShareRowExclusive plain, AccessShare parent
        create trigger t instead of insert on v for each row execute function nop()
            => ShareRowExclusive v
        create trigger t after insert on log for each row execute function nop()
            => ShareRowExclusive log
        create rule r as on insert to plain do instead insert into other values (1)
            => AccessExclusive plain, RowExclusive other
        create or replace rule r as on update to plain do also (delete from other; update loner set a = 1)
            => AccessExclusive plain, RowExclusive other, RowExclusive loner
        create view n as select * from parent => AccessShare parent
        create or replace view v2 as select * from v => AccessExclusive v2, AccessShare v
        create or replace view v as select id, a from parent
            => AccessExclusive v, AccessShare parent
        create materialized view n as select * from parent => AccessShare parent
        create foreign table n (id int) inherits (base) server srv => ShareUpdateExclusive base
        create foreign table n partition of log for values from (50) to (60) server srv
            => AccessExclusive log
        create sequence n owned by plain.a => AccessShare plain
        create statistics on id, a from plain => ShareUpdateExclusive plain; since 16
        create publication n for table plain, only parent
            => ShareUpdateExclusive plain, ShareUpdateExclusive parent
        create publication n for table base => ShareUpdateExclusive base
        create publication n for all tables => nothing
        create publication n for tables in schema app => nothing
        create schema n create table t (x int references public.parent) create view vv as select * from public.other
            => ShareRowExclusive public.parent, AccessShare public.other
        create function f() returns int begin atomic insert into other values (1); select 1; end
            => nothing
        create type nn as enum ('a') => nothing
        create index on mv (a) => Share mv
        create table n (id int primary key, foreign key (id) references parent on delete cascade)
            => ShareRowExclusive parent
        create statistics stt on id, a from plain => ShareUpdateExclusive plain
        create statistics if not exists stt (ndistinct) on id, a from plain
            => ShareUpdateExclusive plain
        create table n (id int primary key, up int references n, foreign key (up) references parent)
            => ShareRowExclusive parent
        create table n as select p.* from parent p join other using (id)
            => AccessShare parent, AccessShare other
        create unlogged table n (id int references public.parent on delete cascade references other)
            => ShareRowExclusive public.parent, ShareRowExclusive other
        create publication n for table parent (id) where (id > 3), only other with (publish = 'insert')
            => ShareUpdateExclusive parent, ShareUpdateExclusive other
        create publication n for table parent, tables in schema app, table other
            => ShareUpdateExclusive parent, ShareUpdateExclusive other
        create publication n for tables in schema app, app2 => nothing
        create foreign table n (like parent) server srv => AccessShare parent; since 18
        create foreign table n (id int) server srv => nothing
        create or replace view v as select id, a from parent with local check option
            => AccessExclusive v, AccessShare parent
        create recursive view n (id) as select 1 union all select n.id + 1 from n join parent on parent.id = n.id
            => AccessShare parent
        create or replace temp view n as select * from other
            => AccessExclusive n, AccessShare other
        create materialized view if not exists n as select * from parent with no data
            => AccessShare parent
        create policy p on app.items as restrictive for update to pg_monitor using (true) with check (a in (select id from public.parent))
            => AccessExclusive app.items, AccessShare public.parent
        create rule r as on update to v do instead update parent set a = new.a where id = old.id
            => AccessExclusive v, RowExclusive parent
        create or replace rule r as on delete to plain where old.id > (select max(id) from other) do instead nothing
            => AccessExclusive plain, AccessShare other
        create rule r as on insert to plain do also (insert into other select new.id; delete from loner using parent where parent.id = loner.id)
            => AccessExclusive plain, RowExclusive other, RowExclusive loner, AccessShare parent
        create unique index n on app.items using btree (a) include (id) where a > 0
            => Share app.items
        create trigger t after truncate on plain execute function nop()
            => ShareRowExclusive plain
        create trigger t before update on plain for each row when (old.a is distinct from new.a) execute function nop()
            => ShareRowExclusive plain
        create function f(plain) returns setof parent language sql as 'select * from parent'
            => nothing
        create function f() returns bigint return (select count(*) from other) => nothing
        create procedure p() begin atomic delete from loner; end => nothing
        create type nt as (x plain) => nothing
        create domain d2 as int check (value > 0) => nothing
        create aggregate agg (int) (sfunc = int4pl, stype = int) => nothing
        """)
}
