import Catalog
import JSONText
import PostgresSession
import Testing
import TidemarkTesting

/// Since 18 a NOT NULL has a name, which is worth recording only where someone chose it.
@Suite(.database) struct NotNullNameTests {
    private func recordedNames() async throws -> [String: String] {
        let session = try await TestDatabase.current.connect()
        let table = try await CatalogReader(session).read()[ObjectName(.table, "public.now")]
        await session.close()
        var names: [String: String] = [:]
        for column in try #require(table).parts(.column) {
            #expect(column.properties["notNull"] == true)
            names[column.name.identity] = column.properties["notNullConstraint"]?.string
        }
        return names
    }

    @Test func namesOfTheServerAreLeftOut() async throws {
        try await TestDatabase.current.execute(
            """
            create table earlier (was int not null);
            alter table earlier rename column was to a;
            alter table earlier rename to now;
            alter table now add was int not null;
            alter table now add b int constraint now_c_not_null not null;
            alter table now add c int not null;
            """)
        #expect(try await recordedNames() == [:])
    }

    @Test func aChosenNameIsRecordedWhereTheServerKeepsIt() async throws {
        let session = try await TestDatabase.current.connect()
        try await session.execute(
            """
            create table now (a int constraint "Always" not null, b int constraint not_null_b not null)
            """)
        let keepsNames = session.serverVersion >= 180_000
        await session.close()
        #expect(
            try await recordedNames()
                == (keepsNames ? ["a": "\"Always\"", "b": "not_null_b"] : [:]))
    }
}
