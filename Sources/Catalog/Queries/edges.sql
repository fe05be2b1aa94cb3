-- What depends on what, by address: the OIDs of the catalog and of the row in it, the column. Beside the letters of pg_depend and pg_shdepend (in
-- capitals) there are F, what an address always counts as; E, what it is an entry of; M, what is only mentioned.
select d.classid as class, d.objid as oid, d.objsubid as part,
    d.refclassid as to_class, d.refobjid as to_oid, d.refobjsubid as to_part, d.deptype::text as letter
from pg_depend d
-- What the server brought along is of interest only as a member of an extension.
where d.objid >= 16384 or d.deptype = 'e'
union all
select s.classid, s.objid, s.objsubid, s.refclassid, s.refobjid, 0, upper(s.deptype::text)
from pg_shdepend s
where s.refclassid = 'pg_authid'::regclass and s.deptype in ('o', 'a', 'r') and s.refobjid >= 16384
    and (s.dbid = (select oid from pg_database where datname = current_database())
        or s.dbid = 0 and s.classid <> 'pg_database'::regclass
        or s.classid = 'pg_database'::regclass and s.objid = (select oid from pg_database where datname = current_database()))
union all
-- The row type of a table is its table, and the type that a composite is is its relation, which is how it is addressed.
select 'pg_type'::regclass::oid, t.oid, 0, 'pg_class'::regclass::oid, t.typrelid, 0, 'F'
from pg_type t
where t.typrelid <> 0 and t.oid >= 16384
union all
select 'pg_attrdef'::regclass::oid, e.oid, 0, 'pg_class'::regclass::oid, e.adrelid, e.adnum, 'F'
from pg_attrdef e
union all
-- The index of a constraint is its constraint, and a NOT NULL is of its column or domain.
select 'pg_class'::regclass::oid, o.conindid, 0, 'pg_constraint'::regclass::oid, o.oid, 0, 'F'
from pg_constraint o
where o.contype in ('p', 'u', 'x')
union all
select 'pg_constraint'::regclass::oid, o.oid, 0, case when o.contypid = 0 then 'pg_class'::regclass else 'pg_type'::regclass end::oid,
    greatest(o.conrelid, o.contypid), case when o.contypid = 0 then o.conkey[1] else 0 end, 'F'
from pg_constraint o
where o.contype = 'n' and o.oid >= 16384
union all
select 'pg_amop'::regclass::oid, a.oid, 0, 'pg_opfamily'::regclass::oid, a.amopfamily, 0, 'E'
from pg_amop a
where a.oid >= 16384
union all
select 'pg_amproc'::regclass::oid, a.oid, 0, 'pg_opfamily'::regclass::oid, a.amprocfamily, 0, 'E'
from pg_amproc a
where a.oid >= 16384
union all
select 'pg_publication_rel'::regclass::oid, r.oid, 0, 'pg_publication'::regclass::oid, r.prpubid, 0, 'E'
from pg_publication_rel r
union all --[since 15]
select 'pg_publication_namespace'::regclass::oid, s.oid, 0, 'pg_publication'::regclass::oid, s.pnpubid, 0, 'E' --[since 15]
from pg_publication_namespace s --[since 15]
union all
select 'pg_class'::regclass::oid, i.indrelid, 0, 'pg_class'::regclass::oid, i.indexrelid, 0, 'M'
from pg_index i
where (i.indisclustered or i.indisreplident) and i.indrelid >= 16384
union all
select 'pg_authid'::regclass::oid, m.member, 0, 'pg_authid'::regclass::oid, m.roleid, 0, 'M'
from pg_auth_members m
union all
-- An attribute stays as long as a table is of its type.
select 'pg_class'::regclass::oid, a.attrelid, a.attnum, 'pg_class'::regclass::oid, b.attrelid, b.attnum, 'n'
from pg_class c
join pg_type t on t.oid = c.reloftype
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_attribute b on b.attrelid = t.typrelid and b.attname = a.attname
where c.reloftype <> 0
