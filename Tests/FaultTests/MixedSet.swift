import PostgresSession
import TidemarkTesting

/// A folder with every kind of segment: transactions, statements that run outside any, COPY, blocks of
/// the file's own; every statement that writes leaves a row that a second writing would show.
enum MixedSet {
    static let files: [String: String] = [
        "sql/01_tables.sql": """
        create table ledger (file text, entry int);
        create table people (id int primary key, name text);
        insert into ledger values ('01', 1);
        """,
        "sql/02_people.sql": """
        insert into ledger values ('02', 1);
        copy people (id, name) from stdin;
        1\tAda
        2\tGrace
        \\.
        insert into ledger select '02', 1 + count(*) from people;
        """,
        "sql/03_index.sql": """
        insert into ledger values ('03', 1);
        create unique index concurrently people_name on people (name);
        create index concurrently if not exists people_lower on people (lower(name));
        vacuum people;
        insert into ledger values ('03', 2);
        drop index concurrently people_lower;
        create index concurrently on people (length(name));
        """,
        "sql/04_blocks.sql": """
        begin;
        insert into ledger values ('04', 1);
        savepoint s;
        insert into ledger values ('04', 99);
        rollback to savepoint s;
        commit;
        insert into ledger values ('04', 2);
        start transaction isolation level serializable;
        insert into ledger values ('04', 3);
        copy ledger from stdin;
        04\t4
        \\.
        end;
        begin read only;
        select count(*) from ledger;
        commit;
        """,
        "sql/05_last.sql": """
        create type mood as enum ('calm');
        alter table people add column mood mood not null default 'calm';
        insert into ledger values ('05', 1);
        """,
    ]

    /// How many migrations.
    static let migrations = 5

    /// Takes away what an earlier run left in a database.
    static func empty(_ database: TestDatabase) async throws {
        _ = try await database.execute(
            """
            drop schema if exists tidemark cascade; drop schema public cascade; create schema public
            """)
    }

    static func folder() throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        for (path, text) in files { try folder.write(path, text) }
        return folder
    }
}

/// What is in a database in the end: the schema as pg_dump tells it, the rows, and the history.
struct FinalState: Equatable {
    var schema: String
    var rows: [String]
    var history: [String]
    var invalidIndexes: [String]
    /// Statements that history counts as done more than once.
    var doneTwice: [String]

    static func read(_ database: TestDatabase) async throws -> FinalState {
        func lines(_ sql: String) async throws -> [String] {
            try await database.query(sql).map { $0.map { $0 ?? "-" }.joined(separator: " ") }
        }
        return FinalState(
            schema: try await database.dumpSchema(),
            rows: try await lines(
                """
                select file || ' ' || entry from ledger \
                union all select 'people ' || people::text from people order by 1
                """),
            history: try await lines(
                "select version, name, state, checksum, statements_total from tidemark.migration order by 1"
            ),
            invalidIndexes: try await lines(
                "select indexrelid::regclass from pg_index where not indisvalid"),
            doneTwice: try await lines(
                """
                select version, statements_done, count(*) from tidemark.event \
                where kind in ('apply', 'progress') group by 1, 2 having count(*) > 1
                """))
    }
}

/// How far history says a run got.
struct Progress {
    var isComplete: Bool
    var hasApplied: Bool

    static func read(_ database: TestDatabase) async throws -> Progress {
        let there = try await database.query("select to_regclass('tidemark.migration') is not null")
        guard there[0][0] == "t" else { return Progress(isComplete: false, hasApplied: false) }
        let row = try await database.query(
            """
            select count(*) filter (where state = 'applied'), \
            count(*) filter (where state in ('applied', 'partial')) from tidemark.migration
            """)[0]
        return Progress(
            isComplete: row[0] == String(MixedSet.migrations), hasApplied: row[1] != "0")
    }
}
