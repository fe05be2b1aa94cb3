-- History, version 1. Every name is qualified: it runs under whatever search_path the session has.
create schema tidemark;
revoke all on schema tidemark from public;
comment on schema tidemark is 'Migration history, written by Tidemark; append-only.';

create table tidemark.history_version (
    version integer primary key,
    installed_at pg_catalog.timestamptz not null default pg_catalog.clock_timestamp(),
    tool_version text not null
);

create table tidemark.event (
    id bigint generated always as identity primary key,
    kind text not null check (kind in (
        'apply', 'revert', 'start', 'progress', 'fail', 'interrupt', 'baseline', 'repair')),
    direction text not null check (direction in ('up', 'down')),
    -- What the event settles; null while a migration is between its first and its last statement.
    state text check (state in ('applied', 'reverted')),
    version text not null,
    name text not null,
    repeatable boolean not null default false,
    layout text,
    file text,
    checksum text,
    token_checksum text,
    up_text text,
    down_text text,
    statements_done integer,
    statements_total integer,
    -- SHA-256 over the statements that are done, so that a resumed file must still begin with them.
    done_checksum text,
    out_of_order boolean not null default false,
    run_id text not null,
    recorded_at pg_catalog.timestamptz not null default pg_catalog.clock_timestamp(),
    duration_ms double precision,
    db_user text not null default session_user,
    os_user text,
    host text,
    tool_version text not null,
    git_commit text,
    error pg_catalog.jsonb,
    note text
);
create index event_migration_idx on tidemark.event (version, name, id);

create function tidemark.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
    raise exception 'the history in tidemark.event is append-only'
        using errcode = '55000', hint = 'Correct it with "tidemark repair", which adds an event.';
end
$$;
revoke all on function tidemark.refuse_change() from public;
create trigger event_append_only before update or delete on tidemark.event
    for each row execute function tidemark.refuse_change();
create trigger event_keep before truncate on tidemark.event
    for each statement execute function tidemark.refuse_change();

-- The present state of every migration that history has heard of.
create view tidemark.migration as
with last as (
    select version, name,
        max(id) filter (where state is not null) as settled_id,
        max(id) as last_id,
        max(id) filter (where state = 'reverted') as reverted_id,
        count(*) filter (where state = 'applied') as times_applied
    from tidemark.event
    group by version, name
)
select
    l.version,
    l.name,
    case
        when l.last_id is distinct from l.settled_id
            and (o.statements_done > 0 or o.kind = 'start') then 'partial'
        when s.state is not null then s.state
        else 'failed'
    end as state,
    o.direction,
    o.kind as last_kind,
    o.statements_done,
    o.statements_total,
    o.done_checksum,
    o.kind = 'start' as in_doubt,
    coalesce(s.repeatable, o.repeatable) as repeatable,
    s.id as settled_event,
    o.id as last_event,
    s.kind as settled_kind,
    s.checksum,
    s.token_checksum,
    s.out_of_order,
    s.recorded_at as settled_at,
    s.db_user as settled_by,
    s.down_text is not null as has_down,
    o.recorded_at as last_at,
    -- A decision about an applied migration does not change its place in the order of application.
    case when l.times_applied < 2 then s.id else (
        select min(e.id) from tidemark.event as e
        where e.version = l.version and e.name = l.name and e.state = 'applied'
            and e.id > coalesce(l.reverted_id, 0)) end as applied_event
from last as l
join tidemark.event as o on o.id = l.last_id
left join tidemark.event as s on s.id = l.settled_id;
comment on view tidemark.migration is
    'Present state per migration: applied, reverted, failed (nothing of it is applied) or partial.';
