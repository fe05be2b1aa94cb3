-- Foreign data wrappers, servers, user mappings and foreign tables.

-- mutation: foreign data wrapper created
-- expect: foreignDataWrapper tm_fresh
create foreign data wrapper tm_fresh;
-- reverse:
drop foreign data wrapper tm_fresh;

-- mutation: foreign data wrapper HANDLER
-- expect: foreignDataWrapper "tm Odd.Wrapper%" › handler
alter foreign data wrapper "tm Odd.Wrapper%" handler app.fdw_handler;
-- reverse:
alter foreign data wrapper "tm Odd.Wrapper%" no handler;

-- mutation: foreign data wrapper VALIDATOR
-- expect: foreignDataWrapper "tm Odd.Wrapper%" › validator
alter foreign data wrapper "tm Odd.Wrapper%" no validator;
-- reverse:
alter foreign data wrapper "tm Odd.Wrapper%" validator app.fdw_validator;

-- mutation: foreign data wrapper option changed
-- expect: foreignDataWrapper tm_remote › options.debug
alter foreign data wrapper tm_remote options (set debug 'true');
-- reverse:
alter foreign data wrapper tm_remote options (set debug 'false');

-- mutation: foreign data wrapper option added
-- expect: foreignDataWrapper tm_remote › options.extra
alter foreign data wrapper tm_remote options (add extra 'it''s "100%"');
-- reverse:
alter foreign data wrapper tm_remote options (drop extra);

-- mutation: foreign data wrapper owner
-- expect: foreignDataWrapper "tm Odd.Wrapper%" › owner
-- expect: role tm_fixture_owner › superuser
alter role tm_fixture_owner superuser;
alter foreign data wrapper "tm Odd.Wrapper%" owner to tm_fixture_owner;
-- reverse:
alter foreign data wrapper "tm Odd.Wrapper%" owner to current_user;
alter role tm_fixture_owner nosuperuser;

-- mutation: foreign data wrapper comment
-- expect: foreignDataWrapper tm_remote › comment
comment on foreign data wrapper tm_remote is null;
-- reverse:
comment on foreign data wrapper tm_remote is 'Leads nowhere.';

-- mutation: server created
-- expect: server fresh
create server fresh foreign data wrapper tm_remote;
-- reverse:
drop server fresh;

-- mutation: server version
-- expect: server warehouse › version
alter server warehouse version '16';
-- reverse:
alter server warehouse version '15';

-- mutation: server type
-- expect: server spare › type
drop server spare;
create server spare type 'oracle' foreign data wrapper tm_remote;
-- reverse:
drop server spare;
create server spare foreign data wrapper tm_remote;

-- mutation: server wrapper
-- expect: server spare › wrapper
drop server spare;
create server spare foreign data wrapper "tm Odd.Wrapper%";
-- reverse:
drop server spare;
create server spare foreign data wrapper tm_remote;

-- mutation: server option changed
-- expect: server warehouse › options.host
alter server warehouse options (set host 'other.example.com');
-- reverse:
alter server warehouse options (set host 'warehouse.example.com');

-- mutation: server option added
-- expect: server warehouse › options.port
alter server warehouse options (add port '5433');
-- reverse:
alter server warehouse options (drop port);

-- mutation: server option that may be a secret added
-- expect: server warehouse › options.token
alter server warehouse options (add token 'do not look');
-- reverse:
alter server warehouse options (drop token);

-- mutation: server option that may be a secret changed
-- withheld
-- expect: nothing
alter server warehouse options (set secret_key 'another');
-- reverse:
alter server warehouse options (set secret_key 'do not look');

-- mutation: server owner
-- expect: server "Odd Server.50%" › owner
-- expect: foreignDataWrapper "tm Odd.Wrapper%" › grants.tm_fixture_owner
grant usage on foreign data wrapper "tm Odd.Wrapper%" to tm_fixture_owner;
alter server "Odd Server.50%" owner to tm_fixture_owner;
-- reverse:
alter server "Odd Server.50%" owner to current_user;
revoke usage on foreign data wrapper "tm Odd.Wrapper%" from tm_fixture_owner;

-- mutation: server comment
-- expect: server warehouse › comment
comment on server warehouse is null;
-- reverse:
comment on server warehouse is 'Another database.';

-- mutation: user mapping created
-- expect: userMapping tm_fixture_writer SERVER warehouse
create user mapping for tm_fixture_writer server warehouse options (user 'writer');
-- reverse:
drop user mapping for tm_fixture_writer server warehouse;

-- mutation: user mapping of PUBLIC dropped
-- expect: userMapping PUBLIC SERVER "Odd Server.50%"
drop user mapping for public server "Odd Server.50%";
-- reverse:
create user mapping for public server "Odd Server.50%";

-- mutation: user mapping option changed
-- expect: userMapping tm_fixture_reader SERVER warehouse › options.user
alter user mapping for tm_fixture_reader server warehouse options (set user 'somebody');
-- reverse:
alter user mapping for tm_fixture_reader server warehouse options (set user 'reader');

-- mutation: user mapping password taken away
-- expect: userMapping tm_fixture_reader SERVER warehouse › options.password
alter user mapping for tm_fixture_reader server warehouse options (drop password);
-- reverse:
alter user mapping for tm_fixture_reader server warehouse options (add password 'do not look');

-- mutation: user mapping password changed
-- withheld
-- expect: nothing
alter user mapping for tm_fixture_reader server warehouse options (set password 'another');
-- reverse:
alter user mapping for tm_fixture_reader server warehouse options (set password 'do not look');

-- mutation: foreign table created
-- expect: foreignTable app.fresh
create foreign table app.fresh (id integer) server warehouse;
-- reverse:
drop foreign table app.fresh;

-- mutation: foreign table dropped
-- expect: foreignTable "Odd Schema.50%"."Odd Foreign.50%"
drop foreign table "Odd Schema.50%"."Odd Foreign.50%";
-- reverse:
create foreign table "Odd Schema.50%"."Odd Foreign.50%" ("Odd Column" text) server "Odd Server.50%";

-- mutation: foreign table server
-- expect: foreignTable "Odd Schema.50%"."Odd Foreign.50%" › server
drop foreign table "Odd Schema.50%"."Odd Foreign.50%";
create foreign table "Odd Schema.50%"."Odd Foreign.50%" ("Odd Column" text) server warehouse;
-- reverse:
drop foreign table "Odd Schema.50%"."Odd Foreign.50%";
create foreign table "Odd Schema.50%"."Odd Foreign.50%" ("Odd Column" text) server "Odd Server.50%";

-- mutation: foreign table option changed
-- expect: foreignTable app.stock › serverOptions.table_name
alter foreign table app.stock options (set table_name 'stock_2');
-- reverse:
alter foreign table app.stock options (set table_name 'stock');

-- mutation: foreign table option added
-- expect: foreignTable "Odd Schema.50%"."Odd Foreign.50%" › serverOptions.schema_name
alter foreign table "Odd Schema.50%"."Odd Foreign.50%" options (add schema_name 'x');
-- reverse:
alter foreign table "Odd Schema.50%"."Odd Foreign.50%" options (drop schema_name);

-- mutation: foreign table column option changed
-- expect: foreignTable app.stock › column id › serverOptions.column_name
alter foreign table app.stock alter column id options (set column_name 'stock_no');
-- reverse:
alter foreign table app.stock alter column id options (set column_name 'stock_id');

-- mutation: foreign table column option added
-- expect: foreignTable app.stock › column amount › serverOptions.column_name
alter foreign table app.stock alter column amount options (add column_name 'a');
-- reverse:
alter foreign table app.stock alter column amount options (drop column_name);

-- mutation: foreign table column added
-- expect: foreignTable app.stock › column place
alter foreign table app.stock add column place text;
-- reverse:
alter foreign table app.stock drop column place;

-- mutation: foreign table column type
-- expect: foreignTable app.stock › column product › type
alter foreign table app.stock alter column product type character varying(9);
-- reverse:
alter foreign table app.stock alter column product type text;

-- mutation: foreign table column default
-- expect: foreignTable app.stock › column product › default
alter foreign table app.stock alter column product drop default;
-- reverse:
alter foreign table app.stock alter column product set default 'nothing';

-- mutation: foreign table column NOT NULL
-- expect: foreignTable app.stock › column amount › notNull
alter foreign table app.stock alter column amount set not null;
-- reverse:
alter foreign table app.stock alter column amount drop not null;

-- mutation: foreign table column STATISTICS
-- expect: foreignTable app.stock › column amount › statistics
alter foreign table app.stock alter column amount set statistics 9;
-- reverse:
alter foreign table app.stock alter column amount set statistics -1;

-- mutation: foreign table column STORAGE
-- expect: foreignTable app.stock › column product › storage
alter foreign table app.stock alter column product set storage external;
-- reverse:
alter foreign table app.stock alter column product set storage extended;

-- mutation: foreign table CHECK
-- expect: foreignTable app.stock › constraint stock_amount › definition
alter foreign table app.stock drop constraint stock_amount;
alter foreign table app.stock add constraint stock_amount check (amount > 0);
-- reverse:
alter foreign table app.stock drop constraint stock_amount;
alter foreign table app.stock add constraint stock_amount check (amount >= 0);

-- mutation: foreign table that inherits
-- expect: foreignTable app.strays_far › inherits
alter foreign table app.strays_far inherit app.pets;
-- reverse:
alter foreign table app.strays_far no inherit app.pets;

-- mutation: foreign table owner
-- expect: foreignTable app.stock › owner
alter foreign table app.stock owner to tm_fixture_owner;
-- reverse:
alter foreign table app.stock owner to current_user;

-- mutation: foreign table comment
-- expect: foreignTable app.stock › comment
comment on foreign table app.stock is null;
-- reverse:
comment on foreign table app.stock is 'What is left.';

-- mutation: foreign table column comment
-- expect: foreignTable app.stock › column id › comment
comment on column app.stock.id is 'The key over there.';
-- reverse:
comment on column app.stock.id is null;
