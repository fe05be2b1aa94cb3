-- Enums, composites, domains, ranges and base types.

-- mutation: enum created
-- expect: enum app.fresh
create type app.fresh as enum ();
-- reverse:
drop type app.fresh;

-- mutation: enum dropped
-- expect: enum app.colour
drop type app.colour;
-- reverse:
create type app.colour as enum ('red', 'green', 'blue');

-- mutation: enum value added at the end
-- expect: enum app.colour › values
alter type app.colour add value 'black';
-- reverse:
drop type app.colour;
create type app.colour as enum ('red', 'green', 'blue');

-- mutation: enum value added in the middle
-- expect: enum app.colour › values
alter type app.colour add value 'yel''low' before 'green';
-- reverse:
drop type app.colour;
create type app.colour as enum ('red', 'green', 'blue');

-- mutation: enum value renamed
-- expect: enum app.mood › values
alter type app.mood rename value 'busy' to 'hurried';
-- reverse:
alter type app.mood rename value 'hurried' to 'busy';

-- mutation: enum values in another order
-- expect: enum app.colour › values
drop type app.colour;
create type app.colour as enum ('green', 'red', 'blue');
-- reverse:
drop type app.colour;
create type app.colour as enum ('red', 'green', 'blue');

-- mutation: enum owner
-- expect: enum app.colour › owner
alter type app.colour owner to tm_fixture_owner;
-- reverse:
alter type app.colour owner to current_user;

-- mutation: enum comment
-- expect: enum app.mood › comment
comment on type app.mood is null;
-- reverse:
comment on type app.mood is 'How a customer feels.';

-- mutation: composite created
-- expect: composite app.fresh
create type app.fresh as ();
-- reverse:
drop type app.fresh;

-- mutation: composite dropped
-- expect: composite app.box3
drop type app.box3;
-- reverse:
create type app.box3 as (low integer, high integer, name text);

-- mutation: composite attribute added
-- expect: composite app.box3 › attribute "Odd › One"
alter type app.box3 add attribute "Odd › One" text;
-- reverse:
alter type app.box3 drop attribute "Odd › One";

-- mutation: composite attribute dropped
-- expect: composite app.box3 › attribute name
alter type app.box3 drop attribute name;
-- reverse:
alter type app.box3 add attribute name text;

-- mutation: composite attribute type
-- expect: composite app.box3 › attribute low › type
alter type app.box3 alter attribute low type bigint;
-- reverse:
alter type app.box3 alter attribute low type integer;

-- mutation: composite attribute length
-- expect: composite app.box3 › attribute name › type
alter type app.box3 alter attribute name type character varying(7);
-- reverse:
alter type app.box3 alter attribute name type text;

-- mutation: composite attribute collation
-- expect: composite app.box3 › attribute name › collation
alter type app.box3 alter attribute name type text collate "C";
-- reverse:
alter type app.box3 alter attribute name type text;

-- mutation: composite attribute renamed
-- expect: composite app.box3 › attribute high
-- expect: composite app.box3 › attribute top
alter type app.box3 rename attribute high to top;
-- reverse:
alter type app.box3 rename attribute top to high;

-- mutation: composite attributes in another order
-- expect: composite app.box3 › columnOrder
drop type app.box3;
create type app.box3 as (high integer, low integer, name text);
-- reverse:
drop type app.box3;
create type app.box3 as (low integer, high integer, name text);

-- mutation: composite attribute comment
-- expect: composite app.address › attribute zip › comment
comment on column app.address.zip is null;
-- reverse:
comment on column app.address.zip is 'As the post writes it.';

-- mutation: composite owner
-- expect: composite app.box3 › owner
alter type app.box3 owner to tm_fixture_owner;
-- reverse:
alter type app.box3 owner to current_user;

-- mutation: composite comment
-- expect: composite app.address › comment
comment on type app.address is 'Where to send it, 100%.';
-- reverse:
comment on type app.address is 'Where to send it.';

-- mutation: domain created
-- expect: domain app.fresh
create domain app.fresh as integer;
-- reverse:
drop domain app.fresh;

-- mutation: domain dropped
-- expect: domain app.serial_number
drop domain app.serial_number;
-- reverse:
create domain app.serial_number as text;

-- mutation: domain type
-- expect: domain app.serial_number › type
drop domain app.serial_number;
create domain app.serial_number as character varying(9);
-- reverse:
drop domain app.serial_number;
create domain app.serial_number as text;

-- mutation: domain over a domain
-- expect: domain app.serial_number › type
-- expect: domain app.serial_number › default
drop domain app.serial_number;
create domain app.serial_number as app.email;
-- reverse:
drop domain app.serial_number;
create domain app.serial_number as text;

-- mutation: domain NOT NULL
-- expect: domain app.serial_number › notNull
alter domain app.serial_number set not null;
-- reverse:
alter domain app.serial_number drop not null;

-- mutation: domain NOT NULL dropped
-- expect: domain app.quantity › notNull
alter domain app.quantity drop not null;
-- reverse:
alter domain app.quantity set not null;

-- mutation: domain default changed
-- expect: domain app.email › default
alter domain app.email set default 'somebody@example.com';
-- reverse:
alter domain app.email set default 'nobody@example.com';

-- mutation: domain default dropped
-- expect: domain "Odd Schema.50%"."Odd Domain" › default
alter domain "Odd Schema.50%"."Odd Domain" drop default;
-- reverse:
alter domain "Odd Schema.50%"."Odd Domain" set default 'b c';

-- mutation: domain collation
-- expect: domain app.serial_number › collation
drop domain app.serial_number;
create domain app.serial_number as text collate "C";
-- reverse:
drop domain app.serial_number;
create domain app.serial_number as text;

-- mutation: domain constraint added
-- expect: domain app.serial_number › constraint serial_number_check
alter domain app.serial_number add check (value <> '');
-- reverse:
alter domain app.serial_number drop constraint serial_number_check;

-- mutation: domain constraint dropped
-- expect: domain app.quantity › constraint quantity_positive
alter domain app.quantity drop constraint quantity_positive;
-- reverse:
alter domain app.quantity add constraint quantity_positive check (value > 0);

-- mutation: domain constraint changed
-- expect: domain app.quantity › constraint quantity_positive › definition
alter domain app.quantity drop constraint quantity_positive;
alter domain app.quantity add constraint quantity_positive check (value > 1);
-- reverse:
alter domain app.quantity drop constraint quantity_positive;
alter domain app.quantity add constraint quantity_positive check (value > 0);

-- mutation: domain constraint renamed
-- expect: domain app.quantity › constraint quantity_positive
-- expect: domain app.quantity › constraint quantity_sane
alter domain app.quantity rename constraint quantity_positive to quantity_sane;
-- reverse:
alter domain app.quantity rename constraint quantity_sane to quantity_positive;

-- mutation: domain constraint validated
-- expect: domain app.percentage › constraint percentage_high › notValid
alter domain app.percentage validate constraint percentage_high;
-- reverse:
alter domain app.percentage drop constraint percentage_high;
alter domain app.percentage add constraint percentage_high check (value <= 100) not valid;

-- mutation: domain constraint comment
-- expect: domain app.email › constraint email_has_at › comment
comment on constraint email_has_at on domain app.email is 'Nothing stricter, 100%.';
-- reverse:
comment on constraint email_has_at on domain app.email is 'Nothing stricter.';

-- mutation: domain owner
-- expect: domain app.serial_number › owner
alter domain app.serial_number owner to tm_fixture_owner;
-- reverse:
alter domain app.serial_number owner to current_user;

-- mutation: domain comment
-- expect: domain app.email › comment
comment on domain app.email is null;
-- reverse:
comment on domain app.email is 'An address for mail.';

-- mutation: range created
-- expect: range app.fresh
create type app.fresh as range (subtype = date);
-- reverse:
drop type app.fresh;

-- mutation: range dropped
-- expect: range app.spans
drop type app.spans;
-- reverse:
create type app.spans as range (subtype = double precision, subtype_diff = float8mi);

-- mutation: range subtype
-- expect: range app.spans › subtype
-- expect: range app.spans › subtypeDifference
drop type app.spans;
create type app.spans as range (subtype = bigint, subtype_diff = int8range_subdiff);
-- reverse:
drop type app.spans;
create type app.spans as range (subtype = double precision, subtype_diff = float8mi);

-- mutation: range subtype difference
-- expect: range app.spans › subtypeDifference
drop type app.spans;
create type app.spans as range (subtype = double precision);
-- reverse:
drop type app.spans;
create type app.spans as range (subtype = double precision, subtype_diff = float8mi);

-- mutation: range multirange name
-- expect: range app.spans › multirange
drop type app.spans;
create type app.spans as range (subtype = double precision, subtype_diff = float8mi,
    multirange_type_name = app."Spännen");
-- reverse:
drop type app.spans;
create type app.spans as range (subtype = double precision, subtype_diff = float8mi);

-- mutation: range operator class
-- expect: range "ünïcode".word_range › operatorClass
drop type "ünïcode".word_range;
create type "ünïcode".word_range as range (subtype = text, collation = "C");
-- reverse:
drop type "ünïcode".word_range;
create type "ünïcode".word_range as range (subtype = text, subtype_opclass = text_pattern_ops, collation = "C");

-- mutation: range collation
-- expect: range "ünïcode".word_range › collation
drop type "ünïcode".word_range;
create type "ünïcode".word_range as range (subtype = text, subtype_opclass = text_pattern_ops);
-- reverse:
drop type "ünïcode".word_range;
create type "ünïcode".word_range as range (subtype = text, subtype_opclass = text_pattern_ops, collation = "C");

-- mutation: range canonical function
-- expect: range app.step_range › canonical
drop type app.step_range cascade;
create type app.step_range;
create function app.step_canonical(app.step_range) returns app.step_range
    language internal immutable strict as 'int4range_canonical';
create type app.step_range as range (
    subtype = integer, subtype_diff = int4range_subdiff, multirange_type_name = app.steps
);
-- reverse:
drop type app.step_range cascade;
create type app.step_range;
create function app.step_canonical(app.step_range) returns app.step_range
    language internal immutable strict as 'int4range_canonical';
create type app.step_range as range (
    subtype = integer, canonical = app.step_canonical, subtype_diff = int4range_subdiff,
    multirange_type_name = app.steps
);

-- mutation: range owner
-- expect: range app.spans › owner
alter type app.spans owner to tm_fixture_owner;
-- reverse:
alter type app.spans owner to current_user;

-- mutation: range comment
-- expect: range app.price_range › comment
comment on type app.price_range is 'From here to there.';
-- reverse:
comment on type app.price_range is 'From the cheapest to the dearest.';

-- mutation: shell type created
-- expect: baseType app.fresh
create type app.fresh;
-- reverse:
drop type app.fresh;

-- mutation: shell type dropped
-- expect: baseType "Odd Schema.50%"."Odd Shell"
drop type "Odd Schema.50%"."Odd Shell";
-- reverse:
create type "Odd Schema.50%"."Odd Shell";

-- mutation: shell type comment
-- expect: baseType app.pending › comment
comment on type app.pending is null;
-- reverse:
comment on type app.pending is 'A shell: to be filled in later.';

-- mutation: shell type filled in
-- expect: baseType app.pending › shell
-- expect: baseType app.pending › input
-- expect: baseType app.pending › output
-- expect: function app.pending_in(cstring)
-- expect: function app.pending_out(app.pending)
create function app.pending_in(cstring) returns app.pending language internal immutable strict as 'textin';
create function app.pending_out(app.pending) returns cstring language internal immutable strict as 'textout';
create type app.pending (input = app.pending_in, output = app.pending_out);
-- reverse:
drop type app.pending cascade;
create type app.pending;
comment on type app.pending is 'A shell: to be filled in later.';

-- mutation: base type created
-- expect: baseType app.fresh
-- expect: function app.fresh_in(cstring)
-- expect: function app.fresh_out(app.fresh)
create type app.fresh;
create function app.fresh_in(cstring) returns app.fresh language internal immutable strict as 'int4in';
create function app.fresh_out(app.fresh) returns cstring language internal immutable strict as 'int4out';
create type app.fresh (input = app.fresh_in, output = app.fresh_out, like = integer);
-- reverse:
drop type app.fresh cascade;

-- mutation: base type RECEIVE
-- expect: baseType app.label › receive
alter type app.label set (receive = app.label_recv);
-- reverse:
alter type app.label set (receive = none);

-- mutation: base type SEND
-- expect: baseType app.tiny › send
alter type app.tiny set (send = none);
-- reverse:
alter type app.tiny set (send = app.tiny_send);

-- mutation: base type TYPMOD_IN
-- expect: baseType app.label › modifierInput
alter type app.label set (typmod_in = none);
-- reverse:
alter type app.label set (typmod_in = app.label_typmod_in);

-- mutation: base type TYPMOD_OUT
-- expect: baseType app.label › modifierOutput
alter type app.label set (typmod_out = none);
-- reverse:
alter type app.label set (typmod_out = app.label_typmod_out);

-- mutation: base type ANALYZE
-- expect: baseType app.label › analyze
alter type app.label set (analyze = app.label_analyze);
-- reverse:
alter type app.label set (analyze = none);

-- mutation: base type SUBSCRIPT
-- expect: baseType app.label › subscript
alter type app.label set (subscript = app.label_subscript);
-- reverse:
alter type app.label set (subscript = none);

-- mutation: base type STORAGE
-- expect: baseType app.label › storage
alter type app.label set (storage = main);
-- reverse:
alter type app.label set (storage = extended);

-- mutation: base type INPUT
-- expect: baseType app.label › input
update pg_type set typinput = 'app.label_in_again(cstring, oid, integer)'::regprocedure
    where oid = 'app.label'::regtype;
-- reverse:
update pg_type set typinput = 'app.label_in(cstring, oid, integer)'::regprocedure where oid = 'app.label'::regtype;

-- mutation: base type OUTPUT
-- expect: baseType app.label › output
update pg_type set typoutput = 'app.label_out_again(app.label)'::regprocedure where oid = 'app.label'::regtype;
-- reverse:
update pg_type set typoutput = 'app.label_out(app.label)'::regprocedure where oid = 'app.label'::regtype;

-- mutation: base type INTERNALLENGTH
-- expect: baseType app.blob › length
update pg_type set typlen = 24 where oid = 'app.blob'::regtype;
-- reverse:
update pg_type set typlen = 16 where oid = 'app.blob'::regtype;

-- mutation: base type PASSEDBYVALUE
-- expect: baseType app.blob › passedByValue
-- expect: baseType app.blob › length
update pg_type set typbyval = true, typlen = 8 where oid = 'app.blob'::regtype;
-- reverse:
update pg_type set typbyval = false, typlen = 16 where oid = 'app.blob'::regtype;

-- mutation: base type ALIGNMENT
-- expect: baseType app.blob › alignment
update pg_type set typalign = 'd' where oid = 'app.blob'::regtype;
-- reverse:
update pg_type set typalign = 'c' where oid = 'app.blob'::regtype;

-- mutation: base type CATEGORY
-- expect: baseType app.blob › category
update pg_type set typcategory = 'S' where oid = 'app.blob'::regtype;
-- reverse:
update pg_type set typcategory = 'U' where oid = 'app.blob'::regtype;

-- mutation: base type PREFERRED
-- expect: baseType app.blob › preferred
update pg_type set typispreferred = true where oid = 'app.blob'::regtype;
-- reverse:
update pg_type set typispreferred = false where oid = 'app.blob'::regtype;

-- mutation: base type DEFAULT
-- expect: baseType app.tiny › default
update pg_type set typdefault = '8' where oid = 'app.tiny'::regtype;
-- reverse:
update pg_type set typdefault = '7' where oid = 'app.tiny'::regtype;

-- mutation: base type ELEMENT
-- expect: baseType app.blob › element
update pg_type set typelem = 'integer'::regtype where oid = 'app.blob'::regtype;
-- reverse:
update pg_type set typelem = 0 where oid = 'app.blob'::regtype;

-- mutation: base type DELIMITER
-- expect: baseType app.tiny › delimiter
update pg_type set typdelim = '|' where oid = 'app.tiny'::regtype;
-- reverse:
update pg_type set typdelim = ';' where oid = 'app.tiny'::regtype;

-- mutation: base type COLLATABLE
-- expect: baseType app.label › collatable
update pg_type set typcollation = 0 where oid = 'app.label'::regtype;
-- reverse:
update pg_type set typcollation = '"default"'::regcollation where oid = 'app.label'::regtype;

-- mutation: base type owner
-- expect: baseType app.blob › owner
alter type app.blob owner to tm_fixture_owner;
-- reverse:
alter type app.blob owner to current_user;

-- mutation: base type comment
-- expect: baseType app.tiny › comment
comment on type app.tiny is null;
-- reverse:
comment on type app.tiny is 'integer by another name.';

-- mutation: NOT NULL constraint of a domain renamed
-- since: 18
-- expect: domain app.quantity › notNullConstraint
alter domain app.quantity rename constraint quantity_not_null to quantity_must_be;
-- reverse:
alter domain app.quantity rename constraint quantity_must_be to quantity_not_null;
