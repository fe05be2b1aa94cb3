import Catalog
import JSONText
import Testing
import TidemarkTesting

@Suite(.database)
struct DatabaseTests {
    @Test func theDatabaseItself() async throws {
        let name = TestDatabase.current.name
        #expect(try await read().properties(.database, "database") == [:])
        let role = roleName("user")
        let catalog = try await read(
            after: """
                create role \(role);
                alter database \(name) set timezone = 'UTC';
                alter database \(name) connection limit 7;
                comment on database \(name) is 'For a test.';
                revoke temporary on database \(name) from public;
                grant create on database \(name) to \(role);
                """)
        #expect(
            catalog.properties(.database, "database") == [
                "comment": "For a test.", "connectionLimit": 7,
                "grants": ["PUBLIC": "CONNECT", "postgres": "ALL", role: "CREATE"],
                "settings": ["TimeZone": "UTC"],
            ])
        // Who may create in the database is a role to look at.
        #expect(catalog.names(.role) == [role])
    }

    @Test func eventTriggers() async throws {
        let catalog = try await read(
            after: """
                create function note() returns event_trigger language plpgsql as 'begin null; end';
                create event trigger tables on ddl_command_end when tag in ('DROP TABLE', 'CREATE TABLE')
                    execute function note();
                comment on event trigger tables is 'Looks at tables.';
                create event trigger "Gone" on sql_drop execute function note();
                alter event trigger "Gone" enable always;
                """)
        #expect(
            catalog.properties(.eventTrigger, "tables") == [
                "comment": "Looks at tables.", "event": "ddl_command_end",
                "function": "public.note", "tags": ["CREATE TABLE", "DROP TABLE"],
            ])
        #expect(
            catalog.properties(.eventTrigger, "\"Gone\"") == [
                "enabled": "ALWAYS", "event": "sql_drop", "function": "public.note",
            ])
    }

    @Test func accessMethods() async throws {
        let catalog = try await read(
            after: """
                create access method other_heap type table handler heap_tableam_handler;
                comment on access method other_heap is 'The same.';
                create access method "Other" type index handler bthandler;
                create table t (id integer) using other_heap;
                """)
        #expect(
            catalog.properties(.accessMethod, "other_heap") == [
                "comment": "The same.", "handler": "heap_tableam_handler", "type": "TABLE",
            ])
        #expect(
            catalog.properties(.accessMethod, "\"Other\"") == [
                "handler": "bthandler", "type": "INDEX",
            ])
        #expect(catalog.properties(.table, "public.t") == ["accessMethod": "other_heap"])
    }

    @Test func extensions() async throws {
        let initial = try await read()
        #expect(initial.names(.extension) == ["plpgsql"])
        #expect(
            initial.properties(.extension, "plpgsql") == [
                "schema": "pg_catalog", "version": "1.0",
            ])
        let available = try await TestDatabase.current.query(
            "select name, default_version from pg_available_extensions where name in ('hstore', 'vector') order by 1"
        )
        guard let name = available.first?[0], let version = available.first?[1] else { return }
        let catalog = try await read(
            after: "create schema things; create extension \(name) schema things")
        #expect(
            catalog.properties(.extension, name) == [
                "schema": "things", "version": .string(version),
            ])
        // Nothing that it brought along is an object, and how much that is, is said.
        #expect(Set(catalog.objects.map(\.name.kind)) == [.database, .schema, .extension])
        let members = catalog.census.entries.first { $0.what == "objects of extensions" }
        #expect(members?.isExpected == true)
        #expect(members?.count ?? 0 > 10)
        #expect(!catalog.census.hasGaps)
        let commented = try await read(after: "comment on extension \(name) is 'Mine.'")
        #expect(commented.properties(.extension, name)?["comment"] == "Mine.")
    }

    @Test func aSchemaOfAnExtensionIsNoObject() async throws {
        let catalog = try await read(
            after: """
                create schema theirs;
                create table theirs.own (id integer);
                create table theirs.mine (id integer);
                alter extension plpgsql add schema theirs;
                alter extension plpgsql add table theirs.own;
                """)
        try await TestDatabase.current.execute(
            "alter extension plpgsql drop table theirs.own; alter extension plpgsql drop schema theirs"
        )
        #expect(catalog.names(.schema) == ["public"])
        #expect(catalog.names(.table) == ["theirs.mine"])
    }
}
