-- The task bus: one queue for AI-assisted workflows.
-- People enqueue and read the tasks of their own organisation; workers (service_role) claim and finish them.
-- Needs the roles and the schema auth of Supabase, or Tidemark's shim for a plain server.

create table public.task_queue (
    id uuid primary key default gen_random_uuid(),
    org_id text not null default (auth.jwt() ->> 'org_id'),
    kind text not null,
    payload jsonb not null default '{}',
    status text not null default 'queued',
    priority smallint not null default 0,
    run_after timestamptz not null default now(),
    attempts integer not null default 0,
    max_attempts integer not null default 5,
    locked_by text,
    locked_at timestamptz,
    locked_until timestamptz,
    result jsonb,
    last_error text,
    created_by text default (auth.jwt() ->> 'sub'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    finished_at timestamptz,
    constraint task_queue_org_id_check check (org_id <> ''),
    constraint task_queue_kind_check check (kind <> ''),
    constraint task_queue_payload_check check (jsonb_typeof(payload) = 'object'),
    constraint task_queue_status_check
        check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    constraint task_queue_attempts_check
        check (attempts >= 0 and max_attempts >= 1 and attempts <= max_attempts),
    constraint task_queue_lock_check
        check (
            num_nonnulls(locked_by, locked_at, locked_until)
            = case when status = 'running' then 3 else 0 end
        ),
    constraint task_queue_finished_check
        check ((finished_at is not null) = (status in ('succeeded', 'failed', 'cancelled')))
);

comment on table public.task_queue is
    'Tasks of AI-assisted workflows. Work on it through claim_tasks, complete_task, fail_task, release_task and extend_task.';
comment on column public.task_queue.org_id is
    'The organisation that owns the task: the claim org_id of whoever enqueued it.';
comment on column public.task_queue.kind is 'What is to be done; workers choose tasks by it.';
comment on column public.task_queue.payload is 'The input of the task, a JSON object.';
comment on column public.task_queue.status is 'queued, running, succeeded, failed or cancelled.';
comment on column public.task_queue.priority is 'Higher runs first. Set by service_role only.';
comment on column public.task_queue.run_after is
    'Not claimed before this time. A time before the insert is raised to it, so nobody jumps the queue.';
comment on column public.task_queue.attempts is 'How often the task was claimed, releases not counted.';
comment on column public.task_queue.max_attempts is
    'After this many attempts a failure or a lost worker is final.';
comment on column public.task_queue.locked_by is 'The worker that runs the task; set while it runs.';
comment on column public.task_queue.locked_at is 'When that worker claimed it.';
comment on column public.task_queue.locked_until is
    'When the claim lapses and another worker may take the task.';
comment on column public.task_queue.result is 'What the worker handed back.';
comment on column public.task_queue.last_error is 'Why the latest attempt failed.';
comment on column public.task_queue.created_by is
    'The claim sub of whoever enqueued the task; null when the server did.';
comment on column public.task_queue.updated_at is 'Kept by a trigger.';
comment on column public.task_queue.finished_at is
    'Kept by a trigger: when the task became succeeded, failed or cancelled.';

-- The order in which tasks are claimed.
create index task_queue_claim_idx on public.task_queue (priority desc, run_after, id)
    where status = 'queued';
-- Claims that lapsed.
create index task_queue_lapsed_idx on public.task_queue (locked_until)
    where status = 'running';
-- What the policies ask, and the list an organisation looks at.
create index task_queue_org_idx on public.task_queue (org_id, created_at desc);

create function public.task_queue_keep_times() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        new.run_after := greatest(new.run_after, new.created_at);
    else
        new.updated_at := clock_timestamp();
    end if;
    if new.status not in ('succeeded', 'failed', 'cancelled') then
        new.finished_at := null;
    elsif tg_op = 'INSERT' or new.status is distinct from old.status then
        new.finished_at := clock_timestamp();
    end if;
    return new;
end
$$;
comment on function public.task_queue_keep_times() is
    'Trigger of task_queue: keeps updated_at, finished_at and the lower bound of run_after.';

create trigger task_queue_keep_times
    before insert or update on public.task_queue
    for each row execute function public.task_queue_keep_times();

create function public.claim_tasks(
    worker text,
    batch integer default 1,
    kinds text[] default null,
    lease interval default interval '5 minutes'
) returns setof public.task_queue
    language plpgsql
    set search_path = ''
as $$
declare
    moment constant timestamptz := clock_timestamp();
begin
    if coalesce(worker, '') = '' then
        raise invalid_parameter_value using message = 'claim_tasks needs the name of the worker';
    end if;
    if batch is null or batch < 1 then
        raise invalid_parameter_value using message = 'claim_tasks needs a batch of at least 1';
    end if;
    if lease is null or lease <= interval '0' then
        raise invalid_parameter_value using message = 'claim_tasks needs a lease above 0';
    end if;

    -- A worker that died keeps no task: what is left of its attempts goes to others.
    with lapsed as materialized (
        select q.id
        from public.task_queue q
        where q.status = 'running' and q.locked_until < moment
        order by q.locked_until
        limit 100
        for update skip locked
    )
    update public.task_queue t
    set status = case when t.attempts < t.max_attempts then 'queued' else 'failed' end,
        last_error = format('the claim of worker %s lapsed', t.locked_by),
        locked_by = null,
        locked_at = null,
        locked_until = null
    from lapsed
    where t.id = lapsed.id;

    -- Materialised: the rows are picked and locked once, whatever plan the update gets.
    return query
    with picked as materialized (
        select q.id
        from public.task_queue q
        where q.status = 'queued'
            and q.run_after <= moment
            and (kinds is null or q.kind = any (kinds))
        order by q.priority desc, q.run_after, q.id
        limit batch
        for update skip locked
    ), claimed as (
        update public.task_queue t
        set status = 'running',
            attempts = t.attempts + 1,
            locked_by = worker,
            locked_at = moment,
            locked_until = moment + lease
        from picked
        where t.id = picked.id
        returning t.*
    )
    select c.* from claimed c order by c.priority desc, c.run_after, c.id;
end
$$;
comment on function public.claim_tasks(text, integer, text[], interval) is
    'Gives up to batch due tasks to the worker for the time of the lease, highest priority first. Safe for any number of workers at once; each task goes to one.';

create function public.hold_task(task uuid, worker text) returns void
    language plpgsql
    set search_path = ''
as $$
begin
    perform from public.task_queue q
    where q.id = task and q.status = 'running' and q.locked_by = worker
    for update;
    if not found then
        raise object_not_in_prerequisite_state using
            message = format('task %s is not held by worker %s', task, worker),
            hint = 'Its claim lapsed, or it was finished before. Drop what there is of it.';
    end if;
end
$$;
comment on function public.hold_task(uuid, text) is
    'Locks a task until the transaction ends for the worker that holds it; for any other one error 55000. What every function below begins with.';

create function public.complete_task(task uuid, worker text, result jsonb default null)
    returns public.task_queue
    language plpgsql
    set search_path = ''
as $$
declare
    done public.task_queue;
begin
    perform public.hold_task(task, worker);
    update public.task_queue t
    set status = 'succeeded',
        result = complete_task.result,
        last_error = null,
        locked_by = null,
        locked_at = null,
        locked_until = null
    where t.id = task
    returning t.* into done;
    return done;
end
$$;
comment on function public.complete_task(uuid, text, jsonb) is
    'Ends a task well. Only the worker that holds it can; otherwise error 55000.';

create function public.fail_task(
    task uuid,
    worker text,
    error text,
    retry boolean default true,
    retry_in interval default null
) returns public.task_queue
    language plpgsql
    set search_path = ''
as $$
declare
    done public.task_queue;
begin
    perform public.hold_task(task, worker);
    update public.task_queue t
    set status = case when retry and t.attempts < t.max_attempts then 'queued' else 'failed' end,
        run_after = case
            when retry and t.attempts < t.max_attempts then clock_timestamp() + coalesce(
                retry_in,
                least(interval '30 seconds' * 2 ^ least(t.attempts - 1, 20), interval '1 hour')
            )
            else t.run_after
        end,
        last_error = coalesce(error, 'no reason given'),
        locked_by = null,
        locked_at = null,
        locked_until = null
    where t.id = task
    returning t.* into done;
    return done;
end
$$;
comment on function public.fail_task(uuid, text, text, boolean, interval) is
    'Ends an attempt badly: queued again after retry_in (default 30 s, doubling, at most 1 hour) while attempts are left and retry is true, else failed. Only the worker that holds the task can.';

create function public.release_task(task uuid, worker text)
    returns public.task_queue
    language plpgsql
    set search_path = ''
as $$
declare
    done public.task_queue;
begin
    perform public.hold_task(task, worker);
    update public.task_queue t
    set status = 'queued',
        attempts = t.attempts - 1,
        locked_by = null,
        locked_at = null,
        locked_until = null
    where t.id = task
    returning t.* into done;
    return done;
end
$$;
comment on function public.release_task(uuid, text) is
    'Puts a claimed task back unworked (a worker that shuts down); the attempt does not count. Only the worker that holds it can.';

create function public.extend_task(
    task uuid,
    worker text,
    lease interval default interval '5 minutes'
) returns public.task_queue
    language plpgsql
    set search_path = ''
as $$
declare
    held public.task_queue;
begin
    if lease is null or lease <= interval '0' then
        raise invalid_parameter_value using message = 'extend_task needs a lease above 0';
    end if;
    perform public.hold_task(task, worker);
    update public.task_queue t
    set locked_until = clock_timestamp() + lease
    where t.id = task
    returning t.* into held;
    return held;
end
$$;
comment on function public.extend_task(uuid, text, interval) is
    'Keeps a claim for another lease, counted from now (a long task says that it lives). Only the worker that holds it can.';

-- Supabase grants everything on new objects to its API roles by default privileges: start from nothing.
revoke all on table public.task_queue from public, anon, authenticated, service_role;
revoke all on function
    public.task_queue_keep_times(),
    public.claim_tasks(text, integer, text[], interval),
    public.hold_task(uuid, text),
    public.complete_task(uuid, text, jsonb),
    public.fail_task(uuid, text, text, boolean, interval),
    public.release_task(uuid, text),
    public.extend_task(uuid, text, interval)
from public, anon, authenticated, service_role;

grant select on table public.task_queue to authenticated;
grant insert (id, org_id, kind, payload, run_after) on table public.task_queue to authenticated;
grant update (status) on table public.task_queue to authenticated;
grant select, insert, update, delete on table public.task_queue to service_role;
grant execute on function
    public.claim_tasks(text, integer, text[], interval),
    public.hold_task(uuid, text),
    public.complete_task(uuid, text, jsonb),
    public.fail_task(uuid, text, text, boolean, interval),
    public.release_task(uuid, text),
    public.extend_task(uuid, text, interval)
to service_role;

-- (select …) is evaluated once per statement, not per row. No claim, an empty one and a null one match nothing.
create policy org_read_tasks on public.task_queue
    for select to authenticated
    using (org_id = (select auth.jwt() ->> 'org_id'));
create policy org_enqueue_tasks on public.task_queue
    for insert to authenticated
    with check (org_id = (select auth.jwt() ->> 'org_id') and status = 'queued');
create policy org_cancel_tasks on public.task_queue
    for update to authenticated
    using (org_id = (select auth.jwt() ->> 'org_id') and status = 'queued')
    with check (org_id = (select auth.jwt() ->> 'org_id') and status = 'cancelled');
-- Written out, so that the queue works where service_role does not bypass row security.
create policy service_works_tasks on public.task_queue
    for all to service_role
    using (true)
    with check (true);
alter table public.task_queue enable row level security;

comment on policy org_read_tasks on public.task_queue is
    'People see the tasks of their organisation.';
comment on policy org_enqueue_tasks on public.task_queue is
    'People enqueue tasks for their organisation.';
comment on policy org_cancel_tasks on public.task_queue is
    'People cancel tasks of their organisation that no worker holds.';
comment on policy service_works_tasks on public.task_queue is
    'Workers see and work every task.';
