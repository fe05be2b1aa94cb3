/// One of everything that can be locked.
let lockFixture = """
    create type comp as (a int);
    create type shape as (id int, a int, note text);
    create domain dom as int;
    create function nop() returns trigger language plpgsql as $$begin return new; end$$;

    create table parent (id int primary key, a int unique, note text);
    create table other (id int primary key, a int, note text);
    create table child (id int primary key, parent_id int constraint child_fk references parent,
        a int, note text, constraint a_positive check (a > 0) not valid,
        constraint child_fk2 foreign key (a) references other (id) not valid);
    create table plain (id int not null, a int, note text default 'x',
        u int generated always as identity, g int generated always as (a + 1) stored,
        constraint plain_ck check (a < 10) not valid);
    create unique index plain_id on plain (id);
    create index plain_a on plain (a);
    create trigger plain_trg before insert on plain for each row execute function nop();
    create rule plain_rule as on insert to plain do also nothing;
    create policy plain_pol on plain using (true);
    create statistics st (ndistinct) on id, a from plain;
    create table "Mixed Case" (id int primary key, "Col" int);
    create schema app;
    create schema app2;
    create table app.items (id serial primary key, a int);
    create table typed of shape;
    create table domt (d dom);
    alter domain dom add constraint dck check (value > 0) not valid;

    create table log (id int, at timestamptz, note text) partition by range (id);
    create table log_1 partition of log for values from (0) to (10);
    create table log_d partition of log default;
    create table log_new (id int, at timestamptz, note text);
    create index log_id on log (id);
    create index log_only on only log (at);
    create index log_1_at on log_1 (at);
    create table base (id int, a int);
    create table heir (b int) inherits (base);
    create table loner (id int, a int);

    create table docs (id int, body tsvector, name text);
    create index docs_gin on docs using gin (body);
    create index docs_gist on docs using gist (body);
    create index docs_brin on docs using brin (id);
    create index docs_expr on docs (lower(name));

    create view v as select id, a from parent;
    create view v2 as select * from v;
    create materialized view mv as select id, a from parent;
    create unique index mv_id on mv (id);
    create view mv_v as select * from mv;
    create sequence seq;
    create sequence seq2 owned by plain.a;
    create table pubt (id int primary key);
    create publication pub for table pubt;
    create publication pub0;
    create foreign data wrapper fdw;
    create server srv foreign data wrapper fdw;
    create foreign table ft (id int, a int) server srv;
    grant select on plain to pg_monitor;
    """
