-- History, version 2: the hashes of the schema that events left behind, by which drift is told where no snapshot is at hand.
create table tidemark.catalog (
    -- The last event of the run that was followed by a look at the schema.
    event bigint primary key,
    root_hash text not null,
    -- Names of objects with their hashes, as in the manifest of a snapshot.
    objects text not null,
    recorded_at pg_catalog.timestamptz not null default pg_catalog.clock_timestamp()
);
comment on table tidemark.catalog is 'Hashes of the schema as events left it.';
