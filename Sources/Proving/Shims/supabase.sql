-- What Supabase puts around a project's own schema, as far as migrations and policies rely on it:
-- the API roles, schema auth with its functions, the extensions that are always there, and the
-- search path. For servers that are not Supabase.
-- May be run again. Refuses where a schema auth is there that this file did not make.
do $shim$
declare
    mark constant text := 'Supabase shim of Tidemark';
    wanted constant text[] := array['anon', 'authenticated', 'service_role', 'authenticator'];
    missing text[];
    role_name text;
    extension_name text;
begin
    if exists (select from pg_catalog.pg_namespace
               where nspname = 'auth' and obj_description(oid, 'pg_namespace') is distinct from mark)
    then
        raise exception using errcode = 'duplicate_schema',
            message = 'schema "auth" exists and is not the shim''s',
            hint = 'On Supabase itself no shim is needed.';
    end if;

    -- Roles belong to the whole cluster: only one installation at a time may make them.
    select array_agg(wish) into missing from unnest(wanted) as wish
    where wish not in (select rolname from pg_catalog.pg_roles);
    if missing is not null and (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
    then
        lock table pg_catalog.pg_authid in share row exclusive mode;
    end if;
    foreach role_name in array wanted loop
        if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
            execute format('create role %I nologin %s %s', role_name,
                case role_name when 'authenticator' then 'noinherit' else 'inherit' end,
                case role_name when 'service_role' then 'bypassrls' else '' end);
        end if;
    end loop;
    if not (select rolbypassrls from pg_catalog.pg_roles where rolname = 'service_role') then
        alter role service_role bypassrls;
    end if;
    foreach role_name in array array['anon', 'authenticated', 'service_role'] loop
        if not exists (
            select from pg_catalog.pg_auth_members
            where roleid = role_name::regrole and member = 'authenticator'::regrole)
        then
            execute format('grant %I to authenticator', role_name);
        end if;
    end loop;

    if to_regnamespace('auth') is null then
        create schema auth;
        execute format('comment on schema auth is %L', mark);
    end if;
    if to_regnamespace('extensions') is null then
        create schema extensions;
    end if;
    -- Supabase has these two in place, and finds them without their schema.
    for extension_name in
        select available.name from pg_catalog.pg_available_extensions as available
        where available.name in ('pgcrypto', 'uuid-ossp') and installed_version is null
    loop
        execute format('create extension %I with schema extensions', extension_name);
    end loop;
    execute format('alter database %I set search_path = "$user", public, extensions',
        current_database());

    grant usage on schema public, auth, extensions to anon, authenticated, service_role;

    if to_regclass('auth.users') is null then
        create table auth.users (
            instance_id uuid,
            id uuid primary key default gen_random_uuid(),
            aud text,
            role text,
            email text unique,
            encrypted_password text,
            phone text unique,
            raw_app_meta_data jsonb,
            raw_user_meta_data jsonb,
            is_super_admin boolean,
            is_sso_user boolean not null default false,
            is_anonymous boolean not null default false,
            invited_at timestamptz,
            confirmed_at timestamptz,
            email_confirmed_at timestamptz,
            phone_confirmed_at timestamptz,
            last_sign_in_at timestamptz,
            banned_until timestamptz,
            created_at timestamptz default now(),
            updated_at timestamptz default now(),
            deleted_at timestamptz
        );
        alter table auth.users enable row level security;
    end if;
end
$shim$;

-- After a transaction that set a claim locally, the setting is '' and not null: hence the nullif.
create or replace function auth.jwt() returns jsonb language sql stable as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim', true), ''),
        nullif(current_setting('request.jwt.claims', true), ''))::jsonb
$$;

create or replace function auth.uid() returns uuid language sql stable as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;

create or replace function auth.role() returns text language sql stable as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim.role', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
$$;

create or replace function auth.email() returns text language sql stable as $$
    select coalesce(
        nullif(current_setting('request.jwt.claim.email', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
$$;
