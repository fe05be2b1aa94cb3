import Catalog
import Configuration
import Migrations
import Proving
import Reports
import SchemaDiff
import Synchronization
import Testing
import Tidemark
import TidemarkTesting

/// The statements that drift names, from the texts that history keeps.
@Suite(.database) struct DriftOriginTests {
    static let files = [
        "sql/00_shop.sql": """
        -- The shop.
        create table public.orders (
            id int primary key
        );
        create table "Odd" (x int);
        """,
        "down/00_shop_down.sql": "drop table \"Odd\";\ndrop table orders;",
        "sql/01_notes.sql": """
        alter table orders add column note text;
        copy "Odd" from stdin;
        1
        2
        \\.
        create index orders_note on orders (note);
        do $$ begin create table hidden (x int); end $$;
        create function total(a int, b numeric default 0) returns int language sql as 'select 1';
        """,
        "down/01_notes_down.sql":
            "drop function total; drop table hidden; alter table orders drop note;",
    ]

    /// What drift finds when it looks a second time, and the phases that both looks took.
    func drift(_ project: Project, _ keys: [Configuration.Key: String]) async throws -> (
        Drift, [String]
    ) {
        let phases = Mutex<[String]>([])
        let drift = try await project.with(keys) { event in
            if case .phase(let name, _) = event { phases.withLock { $0.append(name) } }
        } _: { operation, folder in
            let snapshot = try Snapshot(opening: operation.workspace.snapshotPath("schema"))
            let shadow = testShadow()
            _ = try await operation.drift(against: snapshot, folder: folder, shadow: shadow)
            return try await operation.drift(against: snapshot, folder: folder, shadow: shadow)
        }
        return (drift, phases.withLock { $0 })
    }

    @Test func driftNamesTheMigrationAndTheStatement() async throws {
        let project = try Project(Self.files)
        let keys: [Configuration.Key: String] = [
            .snapshots: project.path("snapshots"), .platform: "plain",
        ]
        try await project.up(keys)
        _ = try await project.with(keys) { operation, _ in
            try Snapshot.write(
                try await operation.readCatalog(), mark: try await operation.readMark(),
                to: operation.workspace.snapshotPath("schema"))
        }
        let lookingUp = "finding who made it"
        let (clean, cleanPhases) = try await drift(project, keys)
        #expect(clean.isClean)
        #expect(cleanPhases.contains("comparing"))
        #expect(!cleanPhases.contains(lookingUp))
        // The files are not asked: history is.
        try project.write(["sql/01_notes.sql": "select 1;"])
        try await project.database.execute(
            """
            alter table orders alter note set not null; drop index orders_note;
            alter table orders add by_hand int; alter table "Odd" enable row level security;
            drop table hidden; alter function total(int, numeric) stable;
            alter table orders drop constraint orders_pkey; create table new_by_hand ();
            """)
        let (found, phases) = try await drift(project, keys)
        #expect(phases.filter { $0 == lookingUp }.count == 1)
        let told = found.differences.map { difference -> String in
            guard let origin = difference.origin else { return "\(difference.path): nobody knows" }
            let statement = origin.statement
            let file = statement.file?.split(separator: "/").last ?? ""
            return "\(difference.path): \(origin.element) by \(statement.migration), "
                + "\(statement.number) (\(file):\(statement.line ?? 0)) \(statement.text)"
        }
        #expect(
            told == [
                #"table public."Odd" › rowSecurity: table public."Odd" by 00_shop, 2 (00_shop.sql:5) create table "Odd" (x int)"#,
                "table public.hidden: nobody knows", "table public.new_by_hand: nobody knows",
                "table public.orders › column by_hand: nobody knows",
                "table public.orders › column note › notNull: table public.orders › column note by 01_notes, 1 (01_notes.sql:1) alter table orders add column note text",
                "table public.orders › constraint orders_pkey: table public.orders by 00_shop, 1 (00_shop.sql:2) create table public.orders (",
                "table public.orders › index orders_note: table public.orders › index orders_note by 01_notes, 3 (01_notes.sql:0) create index orders_note on orders (note)",
                "function public.total(integer, numeric) › volatility: function public.total(integer, numeric) by 01_notes, 5 (01_notes.sql:0) create function total(a int, b numeric default 0) returns int language sql as 'select 1'",
            ])
    }

    @Test func whatTheFilesBuildIsToldFromTheFiles() async throws {
        let project = try Project(Self.files)
        let keys: [Configuration.Key: String] = [
            .snapshots: project.path("snapshots"), .platform: "plain",
        ]
        try await project.up(keys)
        _ = try await project.with(keys) { operation, _ in
            try Snapshot.write(
                try await operation.readCatalog(), mark: try await operation.readMark(),
                to: operation.workspace.snapshotPath("schema"))
        }
        try project.write(["sql/02_more.sql": "\n\nalter table orders add more int;"])
        let workspace = try project.workspace(keys)
        let section = try await workspace.checkSnapshot(
            try workspace.readFolder(),
            shadow: testShadow())
        #expect(section.differences.map(\.path) == ["table public.orders › column more"])
        let origin = section.differences.first?.origin?.statement
        #expect(origin?.migration == "02_more")
        #expect(origin?.file?.hasSuffix("sql/02_more.sql") == true)
        #expect(origin?.line == 3)
    }

    @Test func aDatabaseWithoutHistoryHasNoOrigins() async throws {
        let project = try Project(["sql/00_a.sql": "create table a (id int);"])
        let keys: [Configuration.Key: String] = [
            .snapshots: project.path("snapshots"), .platform: "plain",
        ]
        try await project.database.execute("create table a (id int)")
        _ = try await project.with(keys) { operation, _ in
            try Snapshot.write(
                try await operation.readCatalog(), mark: [],
                to: operation.workspace.snapshotPath("schema"))
        }
        try await project.database.execute("drop table a")
        let (found, phases) = try await drift(project, keys)
        #expect(found.differences.map(\.path) == ["table public.a"])
        #expect(found.differences[0].origin == nil)
        #expect(!phases.contains { $0.hasPrefix("finding who") })
    }
}
