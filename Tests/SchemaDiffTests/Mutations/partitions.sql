-- Partitioned tables and their partitions.

-- mutation: partition created
-- expect: table app.regions_us
create table app.regions_us partition of app.regions for values in ('ca', 'mx');
-- reverse:
drop table app.regions_us;

-- mutation: partition attached
-- expect: table app.regions_free › partitionOf
-- expect: table app.regions_free › bound
alter table app.regions attach partition app.regions_free for values in ('au');
-- reverse:
alter table app.regions detach partition app.regions_free;

-- mutation: partition detached
-- expect: table app.shards_1 › partitionOf
-- expect: table app.shards_1 › bound
alter table app.shards detach partition app.shards_1;
-- reverse:
alter table app.shards attach partition app.shards_1 for values with (modulus 2, remainder 1);

-- mutation: foreign partition detached
-- expect: foreignTable app.regions_far › partitionOf
-- expect: foreignTable app.regions_far › bound
alter table app.regions detach partition app.regions_far;
-- reverse:
alter table app.regions attach partition app.regions_far for values in ('us');

-- mutation: bound of a list partition
-- expect: table app.regions_eu › bound
drop table app.regions_eu;
create table app.regions_eu partition of app.regions for values in ('de', 'at');
-- reverse:
drop table app.regions_eu;
create table app.regions_eu partition of app.regions for values in ('at', 'de', 'fr');

-- mutation: bound of a range partition
-- expect: table app.eras_old › bound
alter table app.eras detach partition app.eras_old;
alter table app.eras attach partition app.eras_old for values from (minvalue, minvalue) to (1900, 'm');
-- reverse:
alter table app.eras detach partition app.eras_old;
alter table app.eras attach partition app.eras_old for values from (minvalue, minvalue) to (1900, 'a');

-- mutation: default partition made an ordinary one
-- expect: table app.eras_rest › bound
alter table app.eras detach partition app.eras_rest;
alter table app.eras attach partition app.eras_rest for values from (1900, 'a') to (maxvalue, maxvalue);
-- reverse:
alter table app.eras detach partition app.eras_rest;
alter table app.eras attach partition app.eras_rest default;

-- mutation: partition of another table
-- expect: table app.shards_1 › partitionOf
alter table app.shards detach partition app.shards_1;
alter table app.shards_too attach partition app.shards_1 for values with (modulus 2, remainder 1);
-- reverse:
alter table app.shards_too detach partition app.shards_1;
alter table app.shards attach partition app.shards_1 for values with (modulus 2, remainder 1);

-- mutation: partition key columns
-- expect: table app.shards_too › partitionBy
drop table app.shards_too;
create table app.shards_too (id integer not null, region text collate "C") partition by hash (id, region);
-- reverse:
drop table app.shards_too;
create table app.shards_too (id integer not null, region text collate "C") partition by hash (id);

-- mutation: partition key method
-- expect: table app.shards_too › partitionBy
drop table app.shards_too;
create table app.shards_too (id integer not null, region text collate "C") partition by list (id);
-- reverse:
drop table app.shards_too;
create table app.shards_too (id integer not null, region text collate "C") partition by hash (id);

-- mutation: partition key expression and operator class
-- expect: table app.shards_too › partitionBy
drop table app.shards_too;
create table app.shards_too (id integer not null, region text collate "C")
    partition by hash (id, (lower(region)) text_pattern_ops);
-- reverse:
drop table app.shards_too;
create table app.shards_too (id integer not null, region text collate "C") partition by hash (id);

-- mutation: table no longer partitioned
-- expect: table app.shards_too › partitionBy
drop table app.shards_too;
create table app.shards_too (id integer not null, region text collate "C");
-- reverse:
drop table app.shards_too;
create table app.shards_too (id integer not null, region text collate "C") partition by hash (id);

-- mutation: partition of a partition detached, with its indexes
-- expect: table app.events_2025_rest › partitionOf
-- expect: table app.events_2025_rest › bound
-- expect: table app.events_2025_rest › constraint events_2025_rest_pkey › inherited
-- expect: table app.events_2025_rest › index events_2025_rest_kind_idx › parent
-- expect: table app.events_2025_rest › trigger events_touch
alter table app.events_2025 detach partition app.events_2025_rest;
-- reverse:
alter table app.events_2025 attach partition app.events_2025_rest default;

-- mutation: storage of a column of a partition only
-- expect: table app.events_2024 › column body › storage
alter table app.events_2024 alter column body set storage extended;
-- reverse:
alter table app.events_2024 alter column body set storage external;

-- mutation: default partition dropped
-- expect: table app.eras_rest
drop table app.eras_rest;
-- reverse:
create table app.eras_rest partition of app.eras default;

-- mutation: option of a partition's column
-- expect: table app.events_rest › column kind › statistics
alter table app.events_rest alter column kind set statistics 77;
-- reverse:
alter table app.events_rest alter column kind set statistics -1;

-- mutation: CHECK of a partition only
-- expect: table app.events_2024 › constraint events_2024_kind
alter table app.events_2024 add constraint events_2024_kind check (kind <> '');
-- reverse:
alter table app.events_2024 drop constraint events_2024_kind;

-- mutation: tablespace of a partitioned table
-- expect: table app.shards_too › tablespace
alter table app.shards_too set tablespace tm_fixture_space;
-- reverse:
alter table app.shards_too set tablespace pg_default;

-- mutation: owner of a partitioned table only
-- expect: table app.events › owner
alter table app.events owner to tm_fixture_owner;
-- reverse:
alter table app.events owner to current_user;

-- mutation: partition of a parent with an index created
-- expect: table app.halves_3
create table app.halves_3 partition of app.halves for values in (3);
-- reverse:
drop table app.halves_3;

-- mutation: partition of a parent with a key and a trigger created, with an index of another name
-- expect: table app.events_2027
create table app.events_2027 (like app.events including defaults including constraints);
create index events_2027_sort_idx on app.events_2027 (kind);
alter table app.events attach partition app.events_2027 for values from ('2027-01-01 00:00:00+00') to ('2028-01-01 00:00:00+00');
-- reverse:
drop table app.events_2027;

-- mutation: index of a partition renamed
-- expect: table app.events_2025 › index events_2025_kind_idx
-- expect: table app.events_2025 › index "renamed Idx"
-- expect: table app.events_2025_a › index events_2025_a_kind_idx › parent
-- expect: table app.events_2025_rest › index events_2025_rest_kind_idx › parent
alter index app.events_2025_kind_idx rename to "renamed Idx";
-- reverse:
alter index app."renamed Idx" rename to events_2025_kind_idx;

-- mutation: key of a partition renamed
-- expect: table app.events_2025 › constraint events_2025_pkey
-- expect: table app.events_2025 › constraint renamed_key
alter table app.events_2025 rename constraint events_2025_pkey to renamed_key;
-- reverse:
alter table app.events_2025 rename constraint renamed_key to events_2025_pkey;
