import Catalog
import JSONText
import Testing
import TidemarkTesting

@Suite(.database)
struct RoleTests {
    @Test func thoseThatSomethingNames() async throws {
        let name = roleName
        let catalog = try await read(
            after: """
                create role \(name("owner"));
                create role \(name("reader")) login connection limit 5 valid until '2040-01-01 00:00:00+00';
                create role \(name("writer")) createdb createrole bypassrls replication noinherit;
                create role \(name("policy"));
                create role \(name("default"));
                create role \(name("nobody"));
                create role "\(name("Odd Name"))" superuser;
                comment on role \(name("reader")) is 'Reads.';
                alter role \(name("reader")) set statement_timeout = '30s';
                alter role \(name("reader")) in database \(TestDatabase.current.name) set work_mem = '16MB';
                create table t (id integer);
                alter table t owner to \(name("owner"));
                alter table t enable row level security;
                grant select on t to \(name("reader"));
                grant insert (id) on t to \(name("writer"));
                create policy p on t to \(name("policy"));
                alter default privileges for role \(name("default")) grant select on tables to "\(name("Odd Name"))";
                """)
        #expect(
            catalog.names(.role) == [
                "\"\(name("Odd Name"))\"", name("default"), name("owner"), name("policy"),
                name("reader"), name("writer"),
            ])
        #expect(catalog.properties(.role, name("owner")) == [:])
        #expect(
            catalog.properties(.role, name("reader")) == [
                "comment": "Reads.", "connectionLimit": 5, "login": true,
                "settings": ["statement_timeout": "30s"],
                "settingsInDatabase": ["work_mem": "16MB"],
                "validUntil": "2040-01-01 00:00:00+00",
            ])
        #expect(
            catalog.properties(.role, name("writer")) == [
                "bypassRLS": true, "createDatabase": true, "createRole": true, "noInherit": true,
                "replication": true,
            ])
        #expect(catalog.properties(.role, "\"\(name("Odd Name"))\"") == ["superuser": true])
    }

    @Test func thoseWhoseRightsTheyHaveAndThoseThatHaveTheirs() async throws {
        let name = roleName
        let catalog = try await read(
            after: """
                create role \(name("named"));
                create role \(name("above"));
                create role \(name("top"));
                create role \(name("below")) login;
                create role \(name("aside"));
                create role \(name("apart"));
                grant \(name("above")) to \(name("named"));
                grant \(name("top")) to \(name("above")) with admin option;
                grant \(name("named")) to \(name("below"));
                grant \(name("aside")) to \(name("below"));
                grant \(name("top")) to \(name("apart"));
                grant pg_monitor to \(name("below"));
                create table t (id integer);
                grant select on t to \(name("named"));
                """)
        #expect(
            catalog.names(.role) == [name("above"), name("below"), name("named"), name("top")])
        #expect(
            catalog.properties(.role, name("above")) == [
                "memberOf": [name("top"): "ADMIN OPTION"]
            ])
        #expect(
            catalog.properties(.role, name("below")) == [
                "login": true, "memberOf": ["pg_monitor": "", name("named"): ""],
            ])
        #expect(
            catalog.properties(.role, name("named")) == ["memberOf": [name("above"): ""]])
    }

    @Test func optionsOfMemberships() async throws {
        guard try await major() >= 16 else { return }
        let name = roleName
        let catalog = try await read(
            after: """
                create role \(name("a"));
                create role \(name("b")) noinherit;
                create role \(name("c")) createrole;
                create table t (id integer);
                grant select on t to \(name("a"));
                grant \(name("a")) to \(name("b")) with inherit true, set false;
                set role \(name("c"));
                create role \(name("d"));
                reset role;
                grant select on t to \(name("d"));
                """)
        #expect(
            catalog.properties(.role, name("b"))?["memberOf"] == [
                name("a"): "INHERIT TRUE, SET FALSE"
            ])
        // That who makes a role may administer it comes by itself, and makes nobody a part of the schema.
        #expect(catalog.properties(.role, name("c")) == nil)
        #expect(catalog.properties(.role, name("d")) == [:])
    }

    @Test func defaultPrivileges() async throws {
        let name = roleName
        let catalog = try await read(
            after: """
                create role \(name("o"));
                create role \(name("r"));
                create schema app;
                alter default privileges for role \(name("o")) in schema app grant select on tables to \(name("r"));
                alter default privileges for role \(name("o")) in schema app grant all on tables to \(name("o"));
                alter default privileges for role \(name("o")) revoke execute on functions from public;
                alter default privileges for role \(name("o")) grant usage on sequences to \(name("r")) with grant option;
                alter default privileges grant usage on types to \(name("r"));
                alter default privileges grant create on schemas to \(name("r"));
                """)
        func grants(_ name: String) -> JSONValue? {
            catalog.properties(.defaultPrivileges, name)
        }
        #expect(
            grants("\(name("o")) IN SCHEMA app ON TABLES") == [
                "grants": [name("o"): "ALL", name("r"): "SELECT"]
            ])
        #expect(grants("\(name("o")) ON FUNCTIONS") == ["grants": [name("o"): "ALL"]])
        #expect(
            grants("\(name("o")) ON SEQUENCES") == [
                "grants": [name("o"): "ALL", name("r"): "USAGE WITH GRANT OPTION"]
            ])
        #expect(
            grants("postgres ON TYPES") == [
                "grants": ["PUBLIC": "ALL", "postgres": "ALL", name("r"): "ALL"]
            ])
        #expect(
            grants("postgres ON SCHEMAS") == ["grants": ["postgres": "ALL", name("r"): "CREATE"]])
        #expect(catalog.names(.defaultPrivileges).count == 5)
        let one = try await read(scope: CatalogScope(schemas: ["app"]))
        #expect(one.names(.defaultPrivileges) == ["\(name("o")) IN SCHEMA app ON TABLES"])
    }
}
