import SQLText

extension StandIn {
    /// A function that makes the extension as CREATE EXTENSION would.
    ///
    /// Its script is run, an entry of `pg_extension` is made, and what the script has made belongs to it. So the reader and `pg_dump` take it for an extension, and what is said of it by
    /// COMMENT and DROP EXTENSION is the server's own doing. Only superusers may write into these catalogs.
    func definition(_ function: String) -> String {
        let name = quoteLiteral(name)
        let body = """
            declare
                made oid;
                place oid := (select oid from pg_namespace where nspname = into_schema);
                there text[];
            begin
                if exists (select from pg_extension where extname = \(name)) then
                    if may_exist then
                        raise notice 'extension "%" already exists, skipping', \(name);
                        return;
                    end if;
                    raise exception 'extension "%" already exists', \(name) using errcode = 'duplicate_object';
                end if;
                if place is null then
                    raise exception 'schema "%" does not exist', into_schema using errcode = 'invalid_schema_name';
                end if;
                there := array(select o.classid || ':' || o.objid from (\(Self.objects)) o);
                perform set_config('search_path', quote_ident(into_schema) || ', pg_temp', true);
                begin
                    execute replace(\(quoteLiteral(script)), '@extschema@', quote_ident(into_schema));
                exception when others then
                    raise exception 'stand-in %: %', \(quoteLiteral(path)), sqlerrm using errcode = sqlstate;
                end;
                perform set_config('search_path', 'pg_catalog, pg_temp', true);
                made := pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index');
                insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
                values (made, \(name),
                    (select oid from pg_roles
                        where rolname = coalesce(nullif(current_setting('role'), 'none'), session_user)),
                    place, true, as_version);
                insert into pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)
                values ('pg_extension'::regclass, made, 0, 'pg_namespace'::regclass, place, 0, 'n');
                insert into pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)
                select o.classid, o.objid, 0, 'pg_extension'::regclass, made, 0, 'e'
                from (\(Self.objects)) o
                where o.classid || ':' || o.objid <> all (there);
            end
            """
        return """
            create or replace function \(function)(into_schema text, as_version text, may_exist boolean) returns void
            language plpgsql security definer set search_path = pg_catalog, pg_temp as \(quoteLiteral(body))
            """
    }

    /// What can belong to an extension by itself; what is a part of something else goes with that.
    private static let objects: String = {
        let catalogs = [
            "pg_type", "pg_proc", "pg_operator", "pg_opclass", "pg_opfamily", "pg_cast", "pg_am",
            "pg_collation", "pg_conversion", "pg_language", "pg_namespace", "pg_ts_config",
            "pg_ts_dict", "pg_ts_parser", "pg_ts_template", "pg_foreign_data_wrapper",
            "pg_foreign_server", "pg_transform", "pg_event_trigger",
        ]
        let others = catalogs.map {
            "union all select '\($0)'::regclass, oid from \($0) where oid >= 16384"
        }
        return """
            select c.classid, c.objid
            from (
                select 'pg_class'::regclass::oid as classid, oid as objid from pg_class
                where oid >= 16384 and relkind in ('r', 'p', 'v', 'm', 'S', 'f') and relpersistence <> 't'
                \(others.joined(separator: "\n"))
            ) c
            where not exists (select from pg_depend d
                where d.classid = c.classid and d.objid = c.objid and d.deptype = 'i')
            """
    }()
}
