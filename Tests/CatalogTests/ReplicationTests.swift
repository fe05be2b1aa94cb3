import Catalog
import JSONText
import Testing
import TidemarkTesting

@Suite(.database)
struct ReplicationTests {
    @Test func publications() async throws {
        let catalog = try await read(
            after: """
                create table a (id integer primary key, note text, kind text);
                create table "b=c" (id integer primary key);
                create schema later;
                create publication everything for all tables with (publish = 'insert, update');
                create publication chosen for table a (id, kind) where (id > 1), "b=c"
                    with (publish_via_partition_root = true);
                comment on publication chosen is 'For the store.';
                create publication later_out for tables in schema later;
                create publication "Nothing" with (publish = '');
                """)
        #expect(
            catalog.properties(.publication, "everything") == [
                "allTables": true, "operations": ["insert", "update"],
            ])
        #expect(
            catalog.properties(.publication, "chosen") == [
                "comment": "For the store.",
                "tables": ["public.\"b=c\"": "", "public.a": "(id, kind) WHERE (id > 1)"],
                "viaRoot": true,
            ])
        #expect(catalog.properties(.publication, "later_out") == ["schemas": ["later"]])
        #expect(catalog.properties(.publication, "\"Nothing\"") == ["operations": [""]])
    }

    @Test func generatedColumnsOfPublications() async throws {
        guard try await major() >= 18 else { return }
        #expect(
            try await read(
                after: "create publication p with (publish_generated_columns = stored)"
            ).properties(.publication, "p") == ["generatedColumns": "STORED"])
    }

    @Test func subscriptions() async throws {
        let database = TestDatabase.current
        let names = (plain: roleName("plain"), odd: roleName("Odd"))
        let catalog = try await read(
            after: """
                set client_min_messages = error;
                create subscription \(names.plain) connection 'host=127.0.0.1 port=1 password=hidden'
                    publication a, "B b" with (connect = false);
                comment on subscription \(names.plain) is 'From nowhere.';
                create subscription "\(names.odd)" connection 'host=127.0.0.1 port=1' publication a
                    with (connect = false, slot_name = '\(names.plain)_slot', synchronous_commit = 'remote_apply',
                        binary = true, streaming = true, disable_on_error = true);
                """)
        let plain = catalog.properties(.subscription, names.plain)
        let odd = catalog.properties(.subscription, "\"\(names.odd)\"")
        for name in [names.plain, "\"\(names.odd)\""] {
            try await database.execute("alter subscription \(name) disable")
            try await database.execute("alter subscription \(name) set (slot_name = none)")
        }
        let without = try await read().properties(.subscription, names.plain)
        for name in [names.plain, "\"\(names.odd)\""] {
            try await database.execute("drop subscription \(name)")
        }
        #expect(
            plain == [
                "comment": "From nowhere.", "connection": "set", "publications": ["B b", "a"],
            ])
        #expect(
            odd == [
                "binary": true, "connection": "set", "disableOnError": true,
                "publications": ["a"], "slot": .string("\(names.plain)_slot"),
                "streaming": "ON", "synchronousCommit": "remote_apply",
            ])
        #expect(without?["slot"] == "NONE")
    }
}
