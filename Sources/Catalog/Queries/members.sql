-- What extensions brought along, by catalog.
select classid::regclass::text as catalog, array_agg(objid)::text as members
from pg_depend
where refclassid = 'pg_extension'::regclass and deptype = 'e'
group by classid
