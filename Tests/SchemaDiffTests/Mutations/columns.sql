-- Columns of tables, with every property they have.

-- mutation: column added
-- expect: table app.ordered › column d
alter table app.ordered add column d text not null default 'x';
-- reverse:
alter table app.ordered drop column d;

-- mutation: column with an odd name added
-- expect: table app.ordered › column "a ""b"".c › d%"
alter table app.ordered add column "a ""b"".c › d%" integer;
-- reverse:
alter table app.ordered drop column "a ""b"".c › d%";

-- mutation: last column dropped
-- expect: table app.ordered › column c
alter table app.ordered drop column c;
-- reverse:
alter table app.ordered add column c date;

-- mutation: column renamed
-- expect: table app.ordered › column c
-- expect: table app.ordered › column d
alter table app.ordered rename column c to d;
-- reverse:
alter table app.ordered rename column d to c;

-- mutation: column added and dropped again
-- expect: nothing
alter table app.ordered add column d text;
alter table app.ordered drop column d;
-- reverse:
analyze app.ordered;

-- mutation: column added to a parent
-- expect: table app.animals › column weight
-- expect: table app.dogs › column weight
-- expect: table app.cats › column weight
alter table app.animals add column weight integer;
-- reverse:
alter table app.animals drop column weight;

-- mutation: column type
-- expect: table app.ordered › column c › type
alter table app.ordered alter column c type timestamp without time zone;
-- reverse:
alter table app.ordered alter column c type date;

-- mutation: column type widened
-- expect: table app.ordered › column a › type
alter table app.ordered alter column a type bigint;
-- reverse:
alter table app.ordered alter column a type integer;

-- mutation: column type to an array
-- expect: table app.ordered › column b › type
alter table app.ordered alter column b type text[] using array[b];
-- reverse:
alter table app.ordered alter column b type text using b[1];

-- mutation: column type to a domain
-- expect: table app.ordered › column b › type
alter table app.ordered alter column b type app.email;
-- reverse:
alter table app.ordered alter column b type text;

-- mutation: column length
-- expect: table app.customers › column code › type
alter table app.customers alter column code type character varying(30) collate "C";
-- reverse:
alter table app.customers alter column code type character varying(20) collate "C";

-- mutation: column scale
-- expect: table public.order_lines › column price › type
alter table public.order_lines alter column price type numeric(10, 3);
-- reverse:
alter table public.order_lines alter column price type numeric(10, 2);

-- mutation: column without a length
-- expect: table app.customers › column code › type
alter table app.customers alter column code type character varying collate "C";
-- reverse:
alter table app.customers alter column code type character varying(20) collate "C";

-- mutation: column precision of a time
-- expect: table app.log › column at › type
alter table app.log alter column at type timestamp(3) with time zone;
-- reverse:
alter table app.log alter column at type timestamp with time zone;

-- mutation: column type of a partitioned table
-- expect: table app.shards › column region › type
-- expect: table app.shards_0 › column region › type
-- expect: table app.shards_1 › column region › type
alter table app.shards alter column region type character varying(9) collate "C";
-- reverse:
alter table app.shards alter column region type text collate "C";

-- mutation: NOT NULL set
-- expect: table app.ordered › column b › notNull
alter table app.ordered alter column b set not null;
-- reverse:
alter table app.ordered alter column b drop not null;

-- mutation: NOT NULL dropped
-- expect: table app.plain › column id › notNull
alter table app.plain alter column id drop not null;
-- reverse:
alter table app.plain alter column id set not null;

-- mutation: NOT NULL of a column with an odd name
-- expect: table public.orders › column "Odd Column.50%" › notNull
alter table public.orders alter column "Odd Column.50%" set not null;
-- reverse:
alter table public.orders alter column "Odd Column.50%" drop not null;

-- mutation: NOT NULL constraint with a name
-- since: 18
-- expect: table app.ordered › column b › notNull
-- expect: table app.ordered › column b › notNullConstraint
alter table app.ordered add constraint b_must_be not null b;
-- reverse:
alter table app.ordered drop constraint b_must_be;

-- mutation: NOT NULL constraint renamed
-- since: 18
-- expect: table app.plain › column id › notNullConstraint
alter table app.plain rename constraint plain_id_not_null to id_must_be;
-- reverse:
alter table app.plain rename constraint id_must_be to plain_id_not_null;

-- mutation: NOT NULL constraint NO INHERIT
-- since: 18
-- expect: table app.plain › column id › notNullConstraint
alter table app.plain alter constraint plain_id_not_null no inherit;
-- reverse:
alter table app.plain alter constraint plain_id_not_null inherit;

-- mutation: NOT NULL constraint NOT VALID
-- since: 18
-- expect: table app.ordered › column b › notNull
-- expect: table app.ordered › column b › notNullConstraint
alter table app.ordered add constraint ordered_b_not_null not null b not valid;
-- reverse:
alter table app.ordered drop constraint ordered_b_not_null;

-- mutation: default set
-- expect: table app.ordered › column c › default
alter table app.ordered alter column c set default current_date + 1;
-- reverse:
alter table app.ordered alter column c drop default;

-- mutation: default changed
-- expect: table app.customers › column name › default
alter table app.customers alter column name set default 'it''s 100% "unnamed"';
-- reverse:
alter table app.customers alter column name set default 'unnamed';

-- mutation: default dropped
-- expect: table app.customers › column balance › default
alter table app.customers alter column balance drop default;
-- reverse:
alter table app.customers alter column balance set default 0;

-- mutation: default that is null
-- expect: nothing
alter table app.ordered alter column b set default null::text;
-- reverse:
alter table app.ordered alter column b drop default;

-- mutation: default of a partition only
-- expect: table app.shards_0 › column region › default
alter table app.shards_0 alter column region set default 'north';
-- reverse:
alter table app.shards_0 alter column region drop default;

-- mutation: default of a child only
-- expect: table app.dogs › column name › default
alter table app.dogs alter column name drop default;
-- reverse:
alter table app.dogs alter column name set default 'a dog';

-- mutation: identity ALWAYS to BY DEFAULT
-- expect: table app.customers › column id › identity
alter table app.customers alter column id set generated by default;
-- reverse:
alter table app.customers alter column id set generated always;

-- mutation: identity BY DEFAULT to ALWAYS
-- expect: table "Odd Schema.50%"."Odd Table.50%" › column "Odd ""Key""" › identity
alter table "Odd Schema.50%"."Odd Table.50%" alter column "Odd ""Key""" set generated always;
-- reverse:
alter table "Odd Schema.50%"."Odd Table.50%" alter column "Odd ""Key""" set generated by default;

-- mutation: identity dropped
-- expect: table app.customers › column external_id › identity
alter table app.customers alter column external_id drop identity;
-- reverse:
alter table app.customers alter column external_id add generated by default as identity;

-- mutation: identity added
-- expect: table app.plain › column id › identity
alter table app.plain alter column id add generated always as identity;
-- reverse:
alter table app.plain alter column id drop identity;

-- mutation: identity added with options
-- expect: table app.plain › column id › identity
-- expect: table app.plain › column id › sequence.increment
alter table app.plain alter column id add generated always as identity (increment by 3);
-- reverse:
alter table app.plain alter column id drop identity;

-- mutation: identity of a partitioned table
-- since: 17
-- expect: table app.shards › column id › identity
alter table app.shards alter column id add generated always as identity;
-- reverse:
alter table app.shards alter column id drop identity;

-- mutation: identity start
-- expect: table app.customers › column id › sequence.start
alter table app.customers alter column id set start with 200;
-- reverse:
alter table app.customers alter column id set start with 100;

-- mutation: identity increment
-- expect: table app.customers › column id › sequence.increment
alter table app.customers alter column id set increment by 1;
-- reverse:
alter table app.customers alter column id set increment by 5;

-- mutation: identity minimum
-- expect: table app.customers › column id › sequence.minimum
alter table app.customers alter column id set minvalue 50;
-- reverse:
alter table app.customers alter column id set no minvalue;

-- mutation: identity maximum
-- expect: table app.customers › column external_id › sequence.maximum
alter table app.customers alter column external_id set maxvalue 10000;
-- reverse:
alter table app.customers alter column external_id set no maxvalue;

-- mutation: identity cache
-- expect: table app.customers › column id › sequence.cache
alter table app.customers alter column id set cache 20;
-- reverse:
alter table app.customers alter column id set cache 10;

-- mutation: identity cycle
-- expect: table app.customers › column external_id › sequence.cycle
alter table app.customers alter column external_id set cycle;
-- reverse:
alter table app.customers alter column external_id set no cycle;

-- mutation: identity advanced
-- expect: nothing
select nextval('app.customers_external_id_seq');
-- reverse:
alter table app.customers alter column external_id restart;

-- mutation: generated expression, column replaced
-- expect: table app.customers › column caption › generated
alter table app.customers drop column caption;
alter table app.customers add column caption text generated always as (lower(name)) stored;
-- reverse:
alter table app.customers drop column caption;
alter table app.customers add column caption text generated always as (upper(name)) stored;

-- mutation: generated expression in place
-- since: 17
-- expect: table app.customers › column caption › generated
alter table app.customers alter column caption set expression as (initcap(name));
-- reverse:
alter table app.customers alter column caption set expression as (upper(name));

-- mutation: generated expression dropped
-- expect: table app.customers › column caption › generated
alter table app.customers alter column caption drop expression;
-- reverse:
alter table app.customers drop column caption;
alter table app.customers add column caption text generated always as (upper(name)) stored;

-- mutation: generated column made to a default
-- expect: table app.customers › column caption › generated
-- expect: table app.customers › column caption › default
alter table app.customers drop column caption;
alter table app.customers add column caption text default upper('name');
-- reverse:
alter table app.customers drop column caption;
alter table app.customers add column caption text generated always as (upper(name)) stored;

-- mutation: generated STORED to VIRTUAL
-- since: 18
-- expect: table app.customers › column caption › generatedKind
alter table app.customers drop column caption;
alter table app.customers add column caption text generated always as (upper(name)) virtual;
-- reverse:
alter table app.customers drop column caption;
alter table app.customers add column caption text generated always as (upper(name)) stored;

-- mutation: column collation set
-- expect: table app.ordered › column b › collation
alter table app.ordered alter column b type text collate "POSIX";
-- reverse:
alter table app.ordered alter column b type text;

-- mutation: column collation changed to a user's
-- expect: table app.customers › column code › collation
alter table app.customers alter column code type character varying(20) collate app.bytes;
-- reverse:
alter table app.customers alter column code type character varying(20) collate "C";

-- mutation: column collation back to the type's
-- expect: table app.customers › column code › collation
alter table app.customers alter column code type character varying(20);
-- reverse:
alter table app.customers alter column code type character varying(20) collate "C";

-- mutation: column STORAGE set
-- expect: table app.ordered › column b › storage
alter table app.ordered alter column b set storage main;
-- reverse:
alter table app.ordered alter column b set storage extended;

-- mutation: column STORAGE back to the type's
-- expect: table app.customers › column note › storage
alter table app.customers alter column note set storage extended;
-- reverse:
alter table app.customers alter column note set storage external;

-- mutation: column STORAGE PLAIN
-- expect: table app.customers › column tags › storage
alter table app.customers alter column tags set storage plain;
-- reverse:
alter table app.customers alter column tags set storage extended;

-- mutation: column COMPRESSION set
-- expect: table app.ordered › column b › compression
alter table app.ordered alter column b set compression pglz;
-- reverse:
alter table app.ordered alter column b set compression default;

-- mutation: column COMPRESSION back to the server's
-- expect: table app.customers › column document › compression
alter table app.customers alter column document set compression default;
-- reverse:
alter table app.customers alter column document set compression pglz;

-- mutation: column STATISTICS set
-- expect: table app.ordered › column a › statistics
alter table app.ordered alter column a set statistics 0;
-- reverse:
alter table app.ordered alter column a set statistics -1;

-- mutation: column STATISTICS changed
-- expect: table app.customers › column code › statistics
alter table app.customers alter column code set statistics 501;
-- reverse:
alter table app.customers alter column code set statistics 500;

-- mutation: column STATISTICS back to the server's
-- expect: table app.customers › column code › statistics
alter table app.customers alter column code set statistics -1;
-- reverse:
alter table app.customers alter column code set statistics 500;

-- mutation: column option set
-- expect: table app.animals › column id › options.n_distinct_inherited
alter table app.animals alter column id set (n_distinct_inherited = 10);
-- reverse:
alter table app.animals alter column id reset (n_distinct_inherited);

-- mutation: column option changed
-- expect: table app.customers › column code › options.n_distinct
alter table app.customers alter column code set (n_distinct = 5);
-- reverse:
alter table app.customers alter column code set (n_distinct = -0.5);

-- mutation: column option reset
-- expect: table app.customers › column code › options.n_distinct
alter table app.customers alter column code reset (n_distinct);
-- reverse:
alter table app.customers alter column code set (n_distinct = -0.5);

-- mutation: inherited columns made the child's own too
-- expect: table app.dogs › column owner_name › inherited
-- expect: table app.dogs › column age › inherited
alter table app.dogs no inherit app.pets;
alter table app.dogs inherit app.pets;
-- reverse:
drop table app.dogs;
create table app.dogs (bark text) inherits (app.animals, app.pets);
alter table app.dogs alter column name set default 'a dog';

-- mutation: column comment set
-- expect: table app.ordered › column b › comment
comment on column app.ordered.b is 'B''s "comment", 100%';
-- reverse:
comment on column app.ordered.b is null;

-- mutation: column comment changed
-- expect: table app.customers › column note › comment
comment on column app.customers.note is E'Free text.\nTwo lines.';
-- reverse:
comment on column app.customers.note is 'Free text.';

-- mutation: column comment removed
-- expect: table public.orders › column "Odd Column.50%" › comment
comment on column public.orders."Odd Column.50%" is null;
-- reverse:
comment on column public.orders."Odd Column.50%" is 'Needs quotes.';

-- mutation: NOT NULL constraint with a comment
-- since: 18
-- expect: table app.plain › column id › notNullComment
comment on constraint plain_id_not_null on app.plain is 'It must be.';
-- reverse:
comment on constraint plain_id_not_null on app.plain is null;
