-- What belongs to the server or the database: roles, their settings, the database, extensions. Of these `pg_dumpall -g` is
-- asked too.

-- mutation: role SUPERUSER
-- expect: role tm_fixture_group › superuser
alter role tm_fixture_group superuser;
-- reverse:
alter role tm_fixture_group nosuperuser;

-- mutation: role CREATEDB
-- expect: role tm_fixture_group › createDatabase
alter role tm_fixture_group createdb;
-- reverse:
alter role tm_fixture_group nocreatedb;

-- mutation: role NOCREATEDB
-- expect: role tm_fixture_admin › createDatabase
alter role tm_fixture_admin nocreatedb;
-- reverse:
alter role tm_fixture_admin createdb;

-- mutation: role CREATEROLE
-- expect: role tm_fixture_admin › createRole
alter role tm_fixture_admin nocreaterole;
-- reverse:
alter role tm_fixture_admin createrole;

-- mutation: role INHERIT
-- expect: role tm_fixture_admin › noInherit
-- expect since 16: role tm_fixture_admin › memberOf.tm_fixture_group
alter role tm_fixture_admin inherit;
-- reverse:
alter role tm_fixture_admin noinherit;

-- mutation: role LOGIN
-- expect: role "tm_fixture_Odd Rôle.50%" › login
alter role "tm_fixture_Odd Rôle.50%" login;
-- reverse:
alter role "tm_fixture_Odd Rôle.50%" nologin;

-- mutation: role REPLICATION
-- expect: role tm_fixture_reader › replication
alter role tm_fixture_reader replication;
-- reverse:
alter role tm_fixture_reader noreplication;

-- mutation: role BYPASSRLS
-- expect: role tm_fixture_reader › bypassRLS
alter role tm_fixture_reader bypassrls;
-- reverse:
alter role tm_fixture_reader nobypassrls;

-- mutation: role CONNECTION LIMIT
-- expect: role tm_fixture_writer › connectionLimit
alter role tm_fixture_writer connection limit 6;
-- reverse:
alter role tm_fixture_writer connection limit 5;

-- mutation: role CONNECTION LIMIT taken away
-- expect: role tm_fixture_writer › connectionLimit
alter role tm_fixture_writer connection limit -1;
-- reverse:
alter role tm_fixture_writer connection limit 5;

-- mutation: role VALID UNTIL
-- expect: role tm_fixture_writer › validUntil
alter role tm_fixture_writer valid until '2041-01-01 00:00:00+00';
-- reverse:
alter role tm_fixture_writer valid until '2040-01-01 00:00:00+00';

-- mutation: role membership granted
-- expect: role tm_fixture_reader › memberOf.tm_fixture_group
grant tm_fixture_group to tm_fixture_reader;
-- reverse:
revoke tm_fixture_group from tm_fixture_reader;

-- mutation: role membership revoked
-- expect: role tm_fixture_writer › memberOf."tm_fixture_Odd Rôle.50%"
revoke "tm_fixture_Odd Rôle.50%" from tm_fixture_writer;
-- reverse:
grant "tm_fixture_Odd Rôle.50%" to tm_fixture_writer;

-- mutation: role membership ADMIN OPTION
-- expect: role tm_fixture_admin › memberOf.tm_fixture_group
revoke admin option for tm_fixture_group from tm_fixture_admin;
-- reverse:
grant tm_fixture_group to tm_fixture_admin with admin option;

-- mutation: role membership INHERIT
-- since: 16
-- expect: role tm_fixture_writer › memberOf.tm_fixture_reader
grant tm_fixture_reader to tm_fixture_writer with inherit false;
-- reverse:
grant tm_fixture_reader to tm_fixture_writer with inherit true;

-- mutation: role membership SET
-- since: 16
-- expect: role tm_fixture_writer › memberOf.tm_fixture_reader
grant tm_fixture_reader to tm_fixture_writer with set false;
-- reverse:
grant tm_fixture_reader to tm_fixture_writer with set true;

-- mutation: role setting added
-- expect: role tm_fixture_reader › settings.work_mem
alter role tm_fixture_reader set work_mem = '64MB';
-- reverse:
alter role tm_fixture_reader reset work_mem;

-- mutation: role setting changed
-- expect: role tm_fixture_reader › settings.statement_timeout
alter role tm_fixture_reader set statement_timeout = '31s';
-- reverse:
alter role tm_fixture_reader set statement_timeout = '30s';

-- mutation: role setting in this database changed
-- expect: role tm_fixture_writer › settingsInDatabase.work_mem
do $$ begin
    execute format('alter role tm_fixture_writer in database %I set work_mem = %L', current_database(), '17MB');
end $$;
-- reverse:
do $$ begin
    execute format('alter role tm_fixture_writer in database %I set work_mem = %L', current_database(), '16MB');
end $$;

-- mutation: role setting of its own added
-- expect: role tm_fixture_writer › settings.app.key
alter role tm_fixture_writer set app.key = 'secret';
-- reverse:
alter role tm_fixture_writer reset app.key;

-- mutation: role setting of its own changed
-- withheld
-- expect: nothing
alter role tm_fixture_writer set app.tenant = 'two';
-- reverse:
alter role tm_fixture_writer set app.tenant = 'one';

-- mutation: role comment
-- expect: role tm_fixture_reader › comment
comment on role tm_fixture_reader is 'Reads.';
-- reverse:
comment on role tm_fixture_reader is 'Reads; writes nothing.';

-- mutation: role security label
-- expect: role tm_fixture_reader › securityLabels.tidemark
insert into pg_shseclabel (objoid, classoid, provider, label)
values ('tm_fixture_reader'::regrole, 'pg_authid'::regclass, 'tidemark', 'x');
-- reverse:
delete from pg_shseclabel where objoid = 'tm_fixture_reader'::regrole;

-- mutation: role that nothing names
-- expect: nothing
create role tm_fixture_unnamed login superuser;
-- reverse:
drop role tm_fixture_unnamed;

-- mutation: role that something begins to name
-- expect: role tm_fixture_fresh
-- expect: table app.customers › grants.tm_fixture_fresh
create role tm_fixture_fresh;
grant select on app.customers to tm_fixture_fresh;
-- reverse:
revoke select on app.customers from tm_fixture_fresh;
drop role tm_fixture_fresh;

-- mutation: database setting added
-- expect: database database › settings.statement_timeout
do $$ begin execute format('alter database %I set statement_timeout = %L', current_database(), '10min'); end $$;
-- reverse:
do $$ begin execute format('alter database %I reset statement_timeout', current_database()); end $$;

-- mutation: database setting changed that changes how the server prints times
-- expect: database database › settings.TimeZone
do $$ begin execute format('alter database %I set timezone = %L', current_database(), 'Asia/Tokyo'); end $$;
-- reverse:
do $$ begin execute format('alter database %I set timezone = %L', current_database(), 'UTC'); end $$;

-- mutation: database setting reset
-- expect: database database › settings.lock_timeout
do $$ begin execute format('alter database %I reset lock_timeout', current_database()); end $$;
-- reverse:
do $$ begin execute format('alter database %I set lock_timeout = %L', current_database(), '1min'); end $$;

-- mutation: database setting of its own added
-- expect: database database › settings.app.colour
do $$ begin execute format('alter database %I set app.colour = %L', current_database(), 'red'); end $$;
-- reverse:
do $$ begin execute format('alter database %I reset app.colour', current_database()); end $$;

-- mutation: database setting of its own changed
-- withheld
-- expect: nothing
do $$ begin execute format('alter database %I set app.region = %L', current_database(), 'us'); end $$;
-- reverse:
do $$ begin execute format('alter database %I set app.region = %L', current_database(), 'eu'); end $$;

-- mutation: database granted
-- expect: database database › grants.tm_fixture_reader
do $$ begin execute format('grant create on database %I to tm_fixture_reader', current_database()); end $$;
-- reverse:
do $$ begin execute format('revoke create on database %I from tm_fixture_reader', current_database()); end $$;

-- mutation: database revoked from PUBLIC
-- expect: database database › grants.PUBLIC
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
-- reverse:
do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$;

-- mutation: database comment
-- expect: database database › comment
do $$ begin execute format('comment on database %I is %L', current_database(), 'Another.'); end $$;
-- reverse:
do $$ begin execute format('comment on database %I is %L', current_database(), 'The fixture.'); end $$;

-- mutation: database security label
-- expect: database database › securityLabels.tidemark
insert into pg_shseclabel (objoid, classoid, provider, label)
select oid, 'pg_database'::regclass, 'tidemark', 'x' from pg_database where datname = current_database();
-- reverse:
delete from pg_shseclabel where classoid = 'pg_database'::regclass;

-- mutation: extension created
-- when: exists (select from pg_available_extensions where name = 'citext')
-- expect: extension citext
create extension citext schema later;
-- reverse:
drop extension citext;

-- mutation: extension dropped
-- when: exists (select from pg_extension where extname = 'btree_gist')
-- expect: extension btree_gist
drop extension btree_gist;
-- reverse:
create extension btree_gist schema later version '1.6';

-- mutation: extension version
-- when: exists (select from pg_extension where extname = 'hstore')
-- unseen-by-pg-dump
-- expect: extension hstore › version
alter extension hstore update to '1.8';
-- reverse:
drop extension hstore;
create extension hstore schema "ünïcode" version '1.7';
comment on extension hstore is 'Pairs.';

-- mutation: extension schema
-- when: exists (select from pg_extension where extname = 'hstore')
-- expect: extension hstore › schema
alter extension hstore set schema later;
-- reverse:
alter extension hstore set schema "ünïcode";

-- mutation: extension comment
-- when: exists (select from pg_extension where extname = 'hstore')
-- expect: extension hstore › comment
comment on extension hstore is 'Pairs of text.';
-- reverse:
comment on extension hstore is 'Pairs.';

-- mutation: extension version where there is no contrib
-- unseen-by-pg-dump
-- expect: extension plpgsql › version
update pg_extension set extversion = '0.9' where extname = 'plpgsql';
-- reverse:
update pg_extension set extversion = '1.0' where extname = 'plpgsql';

-- mutation: extension's member changed
-- when: exists (select from pg_extension where extname = 'hstore')
-- expect: nothing
alter function "ünïcode".akeys("ünïcode".hstore) cost 77;
-- reverse:
alter function "ünïcode".akeys("ünïcode".hstore) cost 1;

-- mutation: table added to an extension
-- expect: table app.short_lived
alter extension plpgsql add table app.short_lived;
-- reverse:
alter extension plpgsql drop table app.short_lived;

-- mutation: database owner
-- expect: database database › owner
-- expect: database database › grants.postgres
-- expect: database database › grants.tm_fixture_owner
do $$ begin execute format('alter database %I owner to tm_fixture_owner', current_database()); end $$;
-- reverse:
do $$ begin execute format('alter database %I owner to %I', current_database(), current_user); end $$;

-- mutation: database connection limit
-- expect: database database › connectionLimit
do $$ begin execute format('alter database %I connection limit 50', current_database()); end $$;
-- reverse:
do $$ begin execute format('alter database %I connection limit -1', current_database()); end $$;

-- mutation: parameter granted
-- expect: nothing
-- census: grants on settings
grant set on parameter work_mem to tm_fixture_reader;
-- reverse:
revoke set on parameter work_mem from tm_fixture_reader;

-- mutation: large object created
-- expect: nothing
-- census: large objects
select lo_create(4711);
-- reverse:
select lo_unlink(4711);
