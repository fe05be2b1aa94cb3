import PostgresSession
import RowSecurity
import TidemarkTesting

/// A small table with rows of all combinations of the values that predicates name, NULL included.
struct PredicateTable {
    let session: Session

    static let surroundings = Surroundings(
        columns: [
            "n": .init(type: "integer"), "m": .init(type: "integer"),
            "k": .init(type: "integer", isNotNull: true), "f": .init(type: "boolean"),
            "g": .init(type: "boolean"), "status": .init(type: "text"),
            "amount": .init(type: "numeric"), "v": .init(type: "character varying(5)"),
            "kind": .init(type: "public.kind"), "day": .init(type: "date"),
            "owner": .init(type: "uuid"),
        ],
        enumerations: ["public.kind": ["draft", "sent", "paid"]],
        function: { name in
            switch name {
            case "public.who", "public.even", "public.twice":
                FunctionDefinition(fingerprint: "1", volatility: .stable)
            default: nil
            }
        },
        relation: { $0 == "public.members" ? "1" : nil })

    init(_ database: TestDatabase) async throws {
        session = try await database.connect()
        try await session.execute(
            """
            CREATE TYPE public.kind AS ENUM ('draft', 'sent', 'paid');
            CREATE TABLE public.members (id integer);
            INSERT INTO public.members VALUES (1), (3), (NULL);
            CREATE FUNCTION public.who() RETURNS uuid LANGUAGE sql STABLE
                AS $$ SELECT nullif(current_setting('app.who', true), '')::uuid $$;
            CREATE FUNCTION public.even(x integer) RETURNS boolean LANGUAGE sql STABLE
                AS $$ SELECT CASE WHEN x = 4 THEN NULL ELSE x % 2 = 0 END $$;
            CREATE FUNCTION public.twice(x integer) RETURNS integer LANGUAGE sql STABLE
                AS $$ SELECT CASE WHEN x = 3 THEN NULL ELSE coalesce(x, 2) * 2 END $$;
            CREATE TABLE public.rows AS
                SELECT n, m, k, f, g, status,
                    (array[NULL, 0.5, 1, 1.5, 2, 3])[1 + (x * 7 + n) % 6] AS amount,
                    (array[NULL, 'a', 'b', 'e'])[1 + (x * 5) % 4]::varchar(5) AS v,
                    (array[NULL, 'draft', 'sent', 'paid'])[1 + (x * 3 + m) % 4]::public.kind AS kind,
                    (array[NULL, '2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04'])[1 + x % 5]::date AS day,
                    (array[NULL, '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002',
                        '00000000-0000-0000-0000-000000000003'])[1 + (x / 3) % 4]::uuid AS owner
                FROM unnest(array[NULL, 0, 1, 2, 3, 4]) n, unnest(array[NULL, 1, 2, 3]) m,
                    unnest(array[1, 2]) k, unnest(array[NULL, true, false]) f,
                    unnest(array[NULL, true, false]) g, unnest(array[NULL, 'a', 'b', 'c']) status,
                    LATERAL (SELECT coalesce(n, 5) * 31 + coalesce(m, 4) * 17 + k * 7 + coalesce(f::int, 2) * 5
                        + coalesce(g::int, 2) * 3 + coalesce(ascii(status), 90) AS x) y;
            ALTER TABLE public.rows ALTER k SET NOT NULL;
            SET search_path TO '';
            """)
    }

    /// What the server makes of predicates.
    func deparsed(_ predicates: [String]) async throws -> [String] {
        let statements = predicates.enumerated().map { index, text in
            "CREATE POLICY p\(index) ON public.rows USING (\(text));"
        }
        try await session.execute(statements.joined(separator: "\n"))
        let rows = try await session.query(
            """
            SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = 'public.rows'::regclass
            ORDER BY substr(polname, 2)::integer
            """)
        let drops = predicates.indices.map { "DROP POLICY p\($0) ON public.rows;" }
        try await session.execute(drops.joined(separator: "\n"))
        return rows.rows.compactMap { $0.values[0] }
    }

    /// The sessions that predicates are evaluated in: the values of `app.who` and `app.role`.
    static let sessions: [(who: String, role: String)] = [
        ("", ""), ("00000000-0000-0000-0000-000000000001", "a"),
        ("00000000-0000-0000-0000-000000000003", "x"),
    ]

    /// For each pair, how many rows pass after and not before, and before and not after, over all sessions.
    func counts(_ pairs: [(old: String, new: String)]) async throws -> [(gained: Int, lost: Int)] {
        var totals = pairs.map { _ in (gained: 0, lost: 0) }
        let sums = pairs.map { pair in
            """
            count(*) FILTER (WHERE (\(pair.new)) IS TRUE AND (\(pair.old)) IS NOT TRUE),
            count(*) FILTER (WHERE (\(pair.old)) IS TRUE AND (\(pair.new)) IS NOT TRUE)
            """
        }.joined(separator: ", ")
        // What does not ask for the session is the same in all.
        let isAsking = pairs.contains {
            ($0.old + $0.new).contains("app.role") || ($0.old + $0.new).contains("who")
        }
        for (who, role) in isAsking ? Self.sessions : [Self.sessions[0]] {
            try await set(who: who, role: role)
            let row = try await session.query("SELECT \(sums) FROM public.rows").rows[0].values
            for index in pairs.indices {
                totals[index].gained += row[2 * index].flatMap { Int($0) } ?? 0
                totals[index].lost += row[2 * index + 1].flatMap { Int($0) } ?? 0
            }
        }
        return totals
    }

    private func set(who: String, role: String) async throws {
        _ = try await session.query(
            "SELECT set_config('app.who', $1, false), set_config('app.role', $2, false)",
            [who, role])
    }

    /// Whether a witness passes one predicate and not another on the server, with values by lot where it leaves them open.
    func confirms(
        _ witness: Witness, passes: String, not refused: String,
        _ generator: inout PredicateGenerator
    ) async throws -> Bool {
        let types: [(String, String, [String])] = [
            ("n", "integer", ["NULL", "0", "3", "77"]), ("m", "integer", ["NULL", "1", "78"]),
            ("k", "integer", ["1", "2"]), ("f", "boolean", ["NULL", "true", "false"]),
            ("g", "boolean", ["NULL", "true", "false"]),
            ("status", "text", ["NULL", "'a'", "'q'"]),
            ("amount", "numeric", ["NULL", "1", "99"]),
            ("v", "character varying(5)", ["NULL", "'a'", "'q'"]),
            ("kind", "public.kind", ["NULL", "'sent'"]), ("day", "date", ["NULL", "'2024-01-02'"]),
            ("owner", "uuid", ["NULL", "'00000000-0000-0000-0000-000000000001'"]),
        ]
        func columns(_ step: Int) -> [String] {
            types.map { name, type, choices in
                let value =
                    switch witness.columns[name] {
                    case nil: generator.pick(choices)
                    case .null: "NULL"
                    case .constant(let text): text
                    case .present: "'no value is left unnamed here'"
                    case .otherThan(_, let example):
                        type == "integer" ? "\(example) + \(step)" : example
                    }
                return "(\(value))::\(type) AS \(name)"
            }
        }
        var session = session
        if let role = witness.session["current_setting('app.role'::text, true)"] {
            // A setting that was never made is NULL, one that was taken back is not.
            session = try await TestDatabase.current.connect()
            if case .constant(let text) = role {
                _ = try await session.query("SELECT set_config('app.role', \(text), false)")
            }
        }
        // The example may be what it must not be.
        for step in [0, 1000, -1000] {
            let row = columns(step).joined(separator: ", ")
            let rows = try await session.query(
                "SELECT (\(passes)) IS TRUE AND (\(refused)) IS NOT TRUE FROM (SELECT \(row)) r")
            if rows.rows[0].values[0] == "t" { return true }
        }
        return false
    }
}
