import Catalog
import JSONText
import Testing
import TidemarkTesting

@Suite(.database)
struct ForeignDataTests {
    private let preparation = """
        create function validate(text[], oid) returns boolean language sql as 'select true';
        create foreign data wrapper remote options (debug 'true', mode 'no one knows');
        comment on foreign data wrapper remote is 'Leads nowhere.';
        create foreign data wrapper "Odd" validator validate;
        create server store type 'postgres' version '15' foreign data wrapper remote
            options (host 'store.example.com', dbname 'stock', api_key 'hidden-1');
        comment on server store is 'Far away.';
        create server "Odd Server" foreign data wrapper "Odd";
        create user mapping for public server store options (user 'reader', password 'hidden-2');
        create user mapping for postgres server "Odd Server";
        create foreign table stock (
            id integer options (column_name 'no', secret_part 'hidden-3') not null default 1, amount integer check (amount > 0)
        ) server store options (table_name 'stock', auth_token 'hidden-4');
        comment on foreign table stock is 'What is left.';

        """

    @Test func wrappersServersAndMappings() async throws {
        let catalog = try await read(
            after: preparation + """
                create role \(roleName("user"));
                grant usage on foreign data wrapper remote to \(roleName("user")) with grant option;
                grant usage on foreign server store to \(roleName("user"));
                """)
        #expect(
            catalog.properties(.foreignDataWrapper, "remote") == [
                "comment": "Leads nowhere.",
                "grants": [
                    "postgres": "ALL", roleName("user"): "ALL WITH GRANT OPTION",
                ], "options": ["debug": "true", "mode": "set"],
            ])
        #expect(
            catalog.properties(.foreignDataWrapper, "\"Odd\"") == ["validator": "public.validate"])
        #expect(
            catalog.properties(.server, "store") == [
                "comment": "Far away.", "grants": ["postgres": "ALL", roleName("user"): "ALL"],
                "options": ["api_key": "set", "dbname": "stock", "host": "store.example.com"],
                "type": "postgres", "version": "15", "wrapper": "remote",
            ])
        #expect(catalog.properties(.server, "\"Odd Server\"") == ["wrapper": "Odd"])
        #expect(
            catalog.properties(.userMapping, "PUBLIC SERVER store") == [
                "options": ["password": "set", "user": "reader"]
            ])
        #expect(catalog.properties(.userMapping, "postgres SERVER \"Odd Server\"") == [:])
    }

    @Test func foreignTables() async throws {
        let catalog = try await read(after: preparation)
        #expect(
            catalog.properties(.foreignTable, "public.stock") == [
                "comment": "What is left.", "server": "store",
                "serverOptions": ["auth_token": "set", "table_name": "stock"],
            ])
        #expect(
            catalog.part(.column, "id", of: .foreignTable, "public.stock") == [
                "default": "1", "notNull": true,
                "serverOptions": ["column_name": "no", "secret_part": "set"], "type": "integer",
            ])
        #expect(
            catalog.part(.constraint, "stock_amount_check", of: .foreignTable, "public.stock") == [
                "definition": "CHECK ((amount > 0))", "type": "CHECK",
            ])
    }

    @Test func whatMayBeSecretIsCountedAndNowhereToBeFound() async throws {
        let database = TestDatabase.current
        let catalog = try await read(
            after: preparation + """
                alter database \(database.name) set app.jwt_secret = 'hidden-5';
                create role \(roleName("r"));
                alter role \(roleName("r")) set app.key = 'hidden-6';
                alter role \(roleName("r")) in database \(database.name) set app.key = 'hidden-7';
                grant create on schema public to \(roleName("r"));
                create function f() returns integer language sql set app.token = 'hidden-8' as 'select 1';
                """)
        let text = catalog.objects.map { String(decoding: $0.properties.json, as: UTF8.self) }
            .joined()
        let parts = catalog.objects.flatMap(\.parts).map {
            String(decoding: $0.properties.json, as: UTF8.self)
        }.joined()
        #expect(!(text + parts).contains("hidden"))
        #expect(catalog.properties(.database, "database")?["settings"] == ["app.jwt_secret": "set"])
        #expect(
            catalog.census.entries.first { $0.what.contains("secrets") }
                == Census.Entry(
                    what: "values of options and settings that may be secrets", count: 9,
                    reason: "value not compared"))
    }
}
