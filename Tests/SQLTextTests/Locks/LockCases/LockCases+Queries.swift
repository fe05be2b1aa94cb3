extension LockCase {
    /// Queries, data changes and what wraps them.
    static let queries = parse(
        """
        insert into plain (id) values (1) => RowExclusive plain
        insert into log select id, null, null from parent => RowExclusive log, AccessShare parent
        insert into v values (1, 2) => RowExclusive v
        insert into parent values (1, 2) on conflict do nothing => RowExclusive parent
        update plain set a = 1 => RowExclusive plain
        update only base b set a = o.a from other o where o.id = b.id
            => RowExclusive base, AccessShare other
        delete from plain using parent where parent.id = plain.id
            => RowExclusive plain, AccessShare parent
        delete from parent => RowExclusive parent
        delete from only base => RowExclusive base
        with d as (delete from loner returning *) insert into other select id, a from d
            => RowExclusive loner, RowExclusive other
        copy plain from '/dev/null' => RowExclusive plain
        copy (select * from parent) to '/dev/null' => AccessShare parent
        copy plain (id) to '/dev/null' => AccessShare plain
        select * from parent => AccessShare parent
        select * from parent p, other for update of p => RowShare parent, AccessShare other
        select * from parent for share => RowShare parent
        select * from (select * from other for update) x => RowShare other
        select * from v for update => RowShare v
        select * into n from parent => AccessShare parent
        table parent => AccessShare parent
        declare c cursor for select * from parent for update => RowShare parent
        explain select * from parent => AccessShare parent
        explain analyze delete from plain => RowExclusive plain
        prepare pq as update plain set a = 1 => RowExclusive plain
        set constraints all immediate => nothing
        set constraints child_fk immediate => nothing
        do $$begin end$$ => nothing
        select nextval('seq') => nothing
        copy parent from program 'true' => RowExclusive parent
        select * from (select * from other) x for update => RowShare other
        select * from parent join other on parent.id = other.id for no key update of other
            => AccessShare parent, RowShare other
        with q as (select * from other) select * from q, parent for update
            => AccessShare other, RowShare parent
        insert into log select 1, null, null from parent => RowExclusive log, AccessShare parent
        insert into log values (1, null, null), (11, null, null) => RowExclusive log
        merge into loner p using parent q on p.id = q.id when matched then delete when not matched then insert values (1,(select max(id) from other))
            => RowExclusive loner, AccessShare parent, AccessShare other
        explain (costs off) update plain set a = 2 => RowExclusive plain
        with recursive t as (select id from parent union all select t.id from t join other on other.id = t.id) select * from t
            => AccessShare parent, AccessShare other
        select * from parent where id in (select id from other) and exists (values (1))
            => AccessShare parent, AccessShare other
        select (select max(id) from other), array[(select 1 from loner)]
            => AccessShare other, AccessShare loner
        select * from parent left join lateral (select * from other o where o.id = parent.id) x on true
            => AccessShare parent, AccessShare other
        select * from ((select id from parent) union select id from other) q
            => AccessShare parent, AccessShare other
        select * from (parent cross join (other join loner using (id)))
            => AccessShare parent, AccessShare other, AccessShare loner
        select * from generate_series(1, 2) with ordinality g(a, b), parent => AccessShare parent
        select * from rows from (generate_series(1,2)), parent => AccessShare parent
        select extract(year from at) from log => AccessShare log
        select * from parent where a is distinct from id => AccessShare parent
        select * from parent union all table other => AccessShare parent, AccessShare other
        insert into loner select id, 1 from parent on conflict do nothing
            => RowExclusive loner, AccessShare parent
        insert into parent select id, 1 from other on conflict (id) do update set a = 1, note = (select 'x' from loner)
            => RowExclusive parent, AccessShare other, AccessShare loner
        update parent p set a = o.a, note = 'x' from other o join loner l on l.id = o.id where o.id = p.id
            => RowExclusive parent, AccessShare other, AccessShare loner
        delete from only base as b using other o, parent p where o.id = b.id
            => RowExclusive base, AccessShare other, AccessShare parent
        values ((select max(id) from parent)) => AccessShare parent
        insert into "Mixed Case" ("Col", id) select 1, 2 => RowExclusive "Mixed Case"
        copy (delete from loner returning *) to '/dev/null' => RowExclusive loner
        select setval('seq', 5) => nothing
        select into n from parent => AccessShare parent
        """)
}
