import Catalog
import Findings
import JSONText
import Migrations
import Reports
import SQLText
import SchemaDiff

/// A shop whose database somebody has changed by hand, in every way that a report must show.
enum Shop {
    static let expected = Catalog(objects: [
        object(.schema, "public", ["owner": "shop"]),
        object(
            .enumeration, "public.order_state", ["values": ["open", "paid", "shipped"]]),
        object(
            .table, "public.customers", ["comment": "People who buy.", "rowSecurity": true],
            part(.column, "id", ["type": "bigint", "notNull": true, "identity": "ALWAYS"]),
            part(.column, "email", ["type": "text", "notNull": true]),
            part(.column, "note", ["type": "text"]),
            part(.constraint, "customers_pkey", ["type": "PRIMARY KEY", "definition": "(id)"]),
            part(
                .policy, "customers_own",
                [
                    "command": "SELECT", "roles": ["authenticated"],
                    "using": "(id = (current_setting('app.customer'::text))::bigint)",
                ])),
        object(
            .table, "public.orders", ["options": ["fillfactor": "90"]],
            part(.column, "id", ["type": "bigint", "notNull": true]),
            part(.column, "customer", ["type": "bigint", "notNull": true]),
            part(.column, "state", ["type": "public.order_state", "default": "'open'"]),
            part(.column, "total", ["type": "numeric(12,2)", "notNull": true]),
            part(
                .constraint, "orders_customer_fkey",
                ["type": "FOREIGN KEY", "definition": "(customer) REFERENCES public.customers(id)"]
            ),
            part(.index, "orders_customer_idx", ["method": "btree", "keys": ["customer"]])),
        object(
            .view, "public.open_orders",
            [
                "options": ["security_invoker": "true"],
                "definition": [
                    " SELECT id,", "    customer,", "    total", "   FROM public.orders",
                    "  WHERE state = 'open'::public.order_state;",
                ],
            ]),
        object(
            .function, "public.total(bigint)",
            [
                "returns": "numeric", "arguments": "order_id bigint", "language": "plpgsql",
                "volatility": "STABLE",
                "body": [
                    "", "declare", "\tsum numeric := 0;", "begin",
                    "\tselect coalesce(sum(price * amount), 0)", "\t  into sum",
                    "\t  from public.lines", "\t where order_id = total.order_id;",
                    "\tif sum < 0 then", "\t\traise exception 'negative total';", "\tend if;",
                    "\treturn round(sum, 2);", "end;", "",
                ],
            ]),
        object(.sequence, "public.receipt_numbers", ["type": "bigint", "cache": 1]),
    ])

    static let actual = Catalog(objects: [
        object(
            .schema, "public", ["owner": "shop", "grants": ["PUBLIC": "CREATE", "shop": "ALL"]]),
        object(
            .enumeration, "public.order_state",
            ["values": ["open", "paid", "shipped", "returned"]]),
        object(
            .table, "public.customers", ["comment": "People who buy things."],
            part(.column, "id", ["type": "bigint", "notNull": true, "identity": "ALWAYS"]),
            part(.column, "note", ["type": "text"]),
            part(.column, "email", ["type": "text"]),
            part(.constraint, "customers_pkey", ["type": "PRIMARY KEY", "definition": "(id)"]),
            part(
                .policy, "customers_own",
                ["command": "SELECT", "roles": ["authenticated", "anon"], "using": "true"])),
        object(
            .table, "public.orders", ["options": ["fillfactor": "70"]],
            part(.column, "id", ["type": "bigint", "notNull": true]),
            part(.column, "customer", ["type": "bigint", "notNull": true]),
            part(.column, "state", ["type": "public.order_state", "default": "'open'"]),
            part(.column, "total", ["type": "numeric(14,2)", "notNull": true]),
            part(.column, "legacy_total", ["type": "double precision"])),
        object(.table, "public.orders_backup_2024", [:], part(.column, "id", ["type": "bigint"])),
        object(
            .view, "public.open_orders",
            [
                "definition": [
                    " SELECT id,", "    customer,", "    total", "   FROM public.orders;",
                ]
            ]),
        object(
            .function, "public.total(bigint)",
            [
                "returns": "numeric", "arguments": "order_id bigint", "language": "plpgsql",
                "volatility": "VOLATILE", "securityDefiner": true,
                "body": [
                    "", "declare", "\tsum numeric := 0;", "begin",
                    "\tselect coalesce(sum(price * amount), 0)", "\t  into sum",
                    "\t  from public.lines", "\t where order_id = total.order_id;",
                    "\t-- hotfix: negative totals come from returns",
                    "\treturn round(sum, 4);", "end;", "",
                ],
            ]),
    ])

    static let sides = sides(expected: expected, actual: actual)

    static var drift: Drift {
        var drift = Drift(
            expectation: "snapshots/schema", database: "shop (PostgreSQL 15.18)",
            distance: Drift.Distance(),
            differences: Comparison().compare(expected: expected, actual: actual),
            census: Census(entries: [
                Census.Entry(what: "large objects", count: 3, reason: "data, not schema")
            ]),
            rootHash: actual.rootHash, objectCount: actual.objects.count)
        drift.differences = drift.differences.map(withOrigin)
        drift.ignored = [
            Difference(
                object: ObjectName(.table, "public.spatial_ref_sys"), direction: .unexpected,
                severity: .data)
        ]
        drift.findings = [
            Finding(
                rule: "ignore-expired", severity: .warning,
                message: "this rule has ended on 2026-10-31 and ignores nothing any more",
                location: Location(file: "tidemark.yml", line: 14, column: 5),
                remedy: "take it out, or give it another day")
        ]
        return drift
    }

    /// The difference with the statement that made the table or a column of it.
    private static func withOrigin(_ difference: Difference) -> Difference {
        var difference = difference
        let table = Origin.Statement(
            version: "01", name: "orders", file: "sql/01_orders.sql", number: 2, line: 8,
            text: "create table orders (")
        switch (difference.object.identity, difference.part?.identity) {
        case ("public.orders", "total"):
            difference.origin = Origin(ElementName(difference.object, difference.part), table)
        case ("public.orders", "legacy_total"): break
        case ("public.orders", "orders_customer_idx"):
            difference.origin = Origin(
                ElementName(difference.object, difference.part),
                Origin.Statement(
                    version: "03", name: "indexes", number: 1,
                    text: "create index orders_customer_idx on orders (customer)"))
        case ("public.orders", _):
            difference.origin = Origin(ElementName(difference.object), table)
        default: break
        }
        return difference
    }

    /// The same database where nothing was changed.
    static var clean: Drift {
        Drift(
            expectation: "snapshots/schema", database: "shop (PostgreSQL 15.18)",
            distance: Drift.Distance(), differences: [], census: Census(),
            rootHash: expected.rootHash, objectCount: expected.objects.count)
    }

    static var check: CheckReport {
        var status = CheckReport.Section("status", .passed, summary: "3 applied")
        status.subjects = ["00_customers", "01_orders", "02_views"]
        var lint = CheckReport.Section("lint", .failed, summary: "1 error, 1 note in 1 file")
        lint.findings = [
            Finding(
                rule: "index-blocks-writes", severity: .error,
                message: "`CREATE INDEX` holds a SHARE lock on public.orders while it builds",
                location: Location(file: "sql/03_orders_index.sql", line: 4, column: 1),
                evidence: ["4 | create index orders_total_idx on public.orders (total);\n  | ^"],
                remedy: "create index concurrently, in a file of its own"),
            Finding(
                rule: "no-down", severity: .note, message: "there is no way back",
                location: Location(file: "sql/03_orders_index.sql")),
        ]
        lint.subjects = ["sql/03_orders_index.sql", "sql/04_notes.sql"]
        return CheckReport(
            sections: [
                status, CheckReport.Section(drift, sides: sides), lint,
                proven, CheckReport.Section("verify", .skipped("no verify scripts"), summary: ""),
            ],
            database: drift.database, expectation: drift.expectation, toolVersion: "0.4.0",
            gitCommit: "8c1f0e4b2a5d7c9e6f3a1b0d4c8e2f6a9b7d5c31")
    }

    /// What an UP and its DOWN do, on a database that has counted its rows.
    static var proven: CheckReport.Section {
        var section = CheckReport.Section("prove", .passed, summary: "1 migration proven")
        let id = MigrationID(version: "03", name: "orders")
        var retype = StatementTrace(
            id: id, number: 1, file: "sql/03_orders.sql", line: 2,
            firstLine: "alter table orders alter total type bigint")
        var facts = StatementFacts()
        facts.locks = [.init(relation: "public.orders", mode: .accessExclusive)]
        facts.rewrites = ["public.orders"]
        facts.builds = [.init(index: "public.orders_pkey", table: "public.orders")]
        facts.walBytes = 2_000_000
        retype.facts = facts
        var note = StatementTrace(
            id: id, number: 2, file: "sql/03_orders.sql", line: 3,
            firstLine: "comment on table orders is '<b>'")
        note.facts = StatementFacts()
        var check = StatementTrace(
            id: id, number: 1, file: "down/03_orders_down.sql", line: 1,
            firstLine: "alter table orders add check (total < 2147483648)")
        facts = StatementFacts()
        facts.locks = [.init(relation: "public.orders", mode: .accessExclusive)]
        facts.scans = [.init(relation: "public.orders", reason: .verify)]
        check.facts = facts
        section.traces = TraceSummary(
            scripts: [
                TracedScript(
                    migration: id.description, direction: .up, statements: [retype, note]),
                TracedScript(migration: id.description, direction: .down, statements: [check]),
            ],
            targets: [TargetRelation(name: "public.orders", rows: 12_000_000, bytes: 3_300_000_000)]
        )
        section.subjects = [id.description]
        return section
    }

    /// Both sides of everything that differs, as if a snapshot stood in `snapshots/schema`.
    static func sides(expected: Catalog, actual: Catalog) -> [ObjectSides] {
        ObjectSides.collect(
            Comparison().compare(expected: expected, actual: actual), actual: actual,
            expected: { expected[$0] },
            file: { name in
                let file = name.identity.replacing("/", with: "%2F").replacing("\"", with: "%22")
                return expected[name] == nil
                    ? "snapshots/schema/manifest.json"
                    : "snapshots/schema/\(name.kind.rawValue)s/\(file).json"
            })
    }
}
