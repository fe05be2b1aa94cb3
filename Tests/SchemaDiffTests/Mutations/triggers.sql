-- Triggers of tables and views, and event triggers.

-- mutation: trigger created
-- expect: table app.plain › trigger plain_touch
create trigger plain_touch before insert on app.plain for each row execute function app.touch();
-- reverse:
drop trigger plain_touch on app.plain;

-- mutation: trigger dropped
-- expect: table public.orders › trigger "Odd Trigger.50%"
drop trigger "Odd Trigger.50%" on public.orders;
-- reverse:
create trigger "Odd Trigger.50%" before delete on public.orders for each row execute function app.touch();
alter table public.orders enable always trigger "Odd Trigger.50%";

-- mutation: trigger renamed
-- expect: table app.customers › trigger customers_changed
-- expect: table app.customers › trigger customers_updated
alter trigger customers_changed on app.customers rename to customers_updated;
-- reverse:
alter trigger customers_updated on app.customers rename to customers_changed;

-- mutation: trigger arguments
-- expect: table app.customers › trigger customers_touch › definition
create or replace trigger customers_touch before insert or update of name, note on app.customers
    for each row when (new.name is distinct from 'nobody') execute function app.touch('a', 'it''s', '51%');
-- reverse:
create or replace trigger customers_touch before insert or update of name, note on app.customers
    for each row when (new.name is distinct from 'nobody') execute function app.touch('a', 'it''s', '50%');

-- mutation: trigger WHEN
-- expect: table app.customers › trigger customers_touch › definition
create or replace trigger customers_touch before insert or update of name, note on app.customers
    for each row when (new.name is distinct from 'somebody') execute function app.touch('a', 'it''s', '50%');
-- reverse:
create or replace trigger customers_touch before insert or update of name, note on app.customers
    for each row when (new.name is distinct from 'nobody') execute function app.touch('a', 'it''s', '50%');

-- mutation: trigger UPDATE OF
-- expect: table app.customers › trigger customers_touch › definition
create or replace trigger customers_touch before insert or update of name on app.customers
    for each row when (new.name is distinct from 'nobody') execute function app.touch('a', 'it''s', '50%');
-- reverse:
create or replace trigger customers_touch before insert or update of name, note on app.customers
    for each row when (new.name is distinct from 'nobody') execute function app.touch('a', 'it''s', '50%');

-- mutation: trigger function
-- expect: table app.customers › trigger customers_changed › definition
create or replace trigger customers_changed after update on app.customers
    referencing old table as before new table as after for each statement execute function app.touch();
-- reverse:
create or replace trigger customers_changed after update on app.customers
    referencing old table as before new table as after for each statement execute function app.nothing();

-- mutation: trigger transition tables
-- expect: table app.customers › trigger customers_changed › definition
create or replace trigger customers_changed after update on app.customers
    referencing new table as after for each statement execute function app.nothing();
-- reverse:
create or replace trigger customers_changed after update on app.customers
    referencing old table as before new table as after for each statement execute function app.nothing();

-- mutation: trigger events
-- expect: table app.events › trigger events_touch › definition
-- expect: table app.events_2024 › trigger events_touch › definition
-- expect: table app.events_2025 › trigger events_touch › definition
-- expect: table app.events_2025_a › trigger events_touch › definition
-- expect: table app.events_2025_rest › trigger events_touch › definition
-- expect: table app.events_rest › trigger events_touch › definition
drop trigger events_touch on app.events;
create trigger events_touch before insert or update on app.events for each row execute function app.touch();
-- reverse:
drop trigger events_touch on app.events;
create trigger events_touch before insert on app.events for each row execute function app.touch();

-- mutation: trigger timing
-- expect: table app.log › trigger log_looked › definition
drop trigger log_looked on app.log;
create trigger log_looked after insert on app.log for each row execute function app.nothing();
-- reverse:
drop trigger log_looked on app.log;
create trigger log_looked before insert on app.log for each row execute function app.nothing();

-- mutation: trigger for each statement
-- expect: table app.log › trigger log_looked › definition
create or replace trigger log_looked before insert on app.log for each statement execute function app.nothing();
-- reverse:
create or replace trigger log_looked before insert on app.log for each row execute function app.nothing();

-- mutation: constraint trigger INITIALLY IMMEDIATE
-- expect: table public.orders › trigger orders_paid › definition
drop trigger orders_paid on public.orders;
create constraint trigger orders_paid after insert or update on public.orders from app.customers
    deferrable initially immediate for each row execute function app.nothing();
-- reverse:
drop trigger orders_paid on public.orders;
create constraint trigger orders_paid after insert or update on public.orders from app.customers
    deferrable initially deferred for each row execute function app.nothing();

-- mutation: constraint trigger FROM another table
-- expect: table public.orders › trigger orders_paid › definition
drop trigger orders_paid on public.orders;
create constraint trigger orders_paid after insert or update on public.orders from public.order_lines
    deferrable initially deferred for each row execute function app.nothing();
-- reverse:
drop trigger orders_paid on public.orders;
create constraint trigger orders_paid after insert or update on public.orders from app.customers
    deferrable initially deferred for each row execute function app.nothing();

-- mutation: constraint trigger made a plain one
-- expect: table public.orders › trigger orders_paid › definition
drop trigger orders_paid on public.orders;
create trigger orders_paid after insert or update on public.orders for each row execute function app.nothing();
-- reverse:
drop trigger orders_paid on public.orders;
create constraint trigger orders_paid after insert or update on public.orders from app.customers
    deferrable initially deferred for each row execute function app.nothing();

-- mutation: trigger of a view
-- expect: view public.open_orders › trigger open_orders_insert › definition
create or replace trigger open_orders_insert instead of insert or delete on public.open_orders
    for each row execute function app.touch();
-- reverse:
create or replace trigger open_orders_insert instead of insert on public.open_orders
    for each row execute function app.touch();

-- mutation: trigger of a foreign table
-- expect: foreignTable app.stock › trigger stock_touch
create trigger stock_touch before update on app.stock for each row execute function app.touch();
-- reverse:
drop trigger stock_touch on app.stock;

-- mutation: trigger disabled
-- expect: table app.customers › trigger customers_touch › enabled
alter table app.customers disable trigger customers_touch;
-- reverse:
alter table app.customers enable trigger customers_touch;

-- mutation: trigger enabled
-- expect: table app.customers › trigger customers_emptied › enabled
alter table app.customers enable trigger customers_emptied;
-- reverse:
alter table app.customers disable trigger customers_emptied;

-- mutation: trigger ENABLE REPLICA
-- expect: table app.customers › trigger customers_changed › enabled
alter table app.customers enable replica trigger customers_changed;
-- reverse:
alter table app.customers enable trigger customers_changed;

-- mutation: trigger from ALWAYS to the default
-- expect: table public.orders › trigger "Odd Trigger.50%" › enabled
alter table public.orders enable trigger "Odd Trigger.50%";
-- reverse:
alter table public.orders enable always trigger "Odd Trigger.50%";

-- mutation: trigger disabled on one partition
-- expect: table app.events_2024 › trigger events_touch › enabled
alter table app.events_2024 disable trigger events_touch;
-- reverse:
alter table app.events_2024 enable trigger events_touch;

-- mutation: trigger comment
-- expect: table app.customers › trigger customers_touch › comment
comment on trigger customers_touch on app.customers is null;
-- reverse:
comment on trigger customers_touch on app.customers is 'Does nothing, with arguments.';

-- mutation: trigger of a view: comment
-- expect: view public.open_orders › trigger open_orders_insert › comment
comment on trigger open_orders_insert on public.open_orders is 'Takes them in.';
-- reverse:
comment on trigger open_orders_insert on public.open_orders is null;

-- mutation: event trigger created
-- expect: eventTrigger tm_fresh
create event trigger tm_fresh on table_rewrite execute function app.note_ddl();
-- reverse:
drop event trigger tm_fresh;

-- mutation: event trigger dropped
-- expect: eventTrigger "tm Odd.Note%"
drop event trigger "tm Odd.Note%";
-- reverse:
create event trigger "tm Odd.Note%" on sql_drop execute function app.note_ddl();
alter event trigger "tm Odd.Note%" disable;

-- mutation: event trigger event
-- expect: eventTrigger tm_note_ddl › event
drop event trigger tm_note_ddl;
create event trigger tm_note_ddl on ddl_command_start when tag in ('CREATE TABLE', 'DROP ROUTINE')
    execute function app.note_ddl();
comment on event trigger tm_note_ddl is 'Looks at tables.';
-- reverse:
drop event trigger tm_note_ddl;
create event trigger tm_note_ddl on ddl_command_end when tag in ('CREATE TABLE', 'DROP ROUTINE')
    execute function app.note_ddl();
comment on event trigger tm_note_ddl is 'Looks at tables.';

-- mutation: event trigger tags
-- expect: eventTrigger tm_note_ddl › tags
drop event trigger tm_note_ddl;
create event trigger tm_note_ddl on ddl_command_end when tag in ('CREATE TABLE', 'DROP TABLE')
    execute function app.note_ddl();
comment on event trigger tm_note_ddl is 'Looks at tables.';
-- reverse:
drop event trigger tm_note_ddl;
create event trigger tm_note_ddl on ddl_command_end when tag in ('CREATE TABLE', 'DROP ROUTINE')
    execute function app.note_ddl();
comment on event trigger tm_note_ddl is 'Looks at tables.';

-- mutation: event trigger function
-- expect: eventTrigger tm_note_ddl › function
drop event trigger tm_note_ddl;
create event trigger tm_note_ddl on ddl_command_end when tag in ('CREATE TABLE', 'DROP ROUTINE')
    execute function app.note_ddl_again();
comment on event trigger tm_note_ddl is 'Looks at tables.';
-- reverse:
drop event trigger tm_note_ddl;
create event trigger tm_note_ddl on ddl_command_end when tag in ('CREATE TABLE', 'DROP ROUTINE')
    execute function app.note_ddl();
comment on event trigger tm_note_ddl is 'Looks at tables.';

-- mutation: event trigger disabled
-- expect: eventTrigger tm_note_ddl › enabled
alter event trigger tm_note_ddl disable;
-- reverse:
alter event trigger tm_note_ddl enable;

-- mutation: event trigger ENABLE ALWAYS
-- expect: eventTrigger "tm Odd.Note%" › enabled
alter event trigger "tm Odd.Note%" enable always;
-- reverse:
alter event trigger "tm Odd.Note%" disable;

-- mutation: event trigger owner
-- expect: eventTrigger tm_note_ddl › owner
-- expect: role tm_fixture_owner › superuser
alter role tm_fixture_owner superuser;
alter event trigger tm_note_ddl owner to tm_fixture_owner;
-- reverse:
alter event trigger tm_note_ddl owner to current_user;
alter role tm_fixture_owner nosuperuser;

-- mutation: event trigger comment
-- expect: eventTrigger tm_note_ddl › comment
comment on event trigger tm_note_ddl is null;
-- reverse:
comment on event trigger tm_note_ddl is 'Looks at tables.';

-- mutation: trigger that depends on an extension
-- expect: table app.customers › trigger customers_touch › dependsOnExtensions
alter trigger customers_touch on app.customers depends on extension plpgsql;
-- reverse:
alter trigger customers_touch on app.customers no depends on extension plpgsql;
