public import PostgresSession
import Subprocess
import SystemPackage

/// What `pg_dump --schema-only` says of a database, entry by entry, without what says nothing: the order of entries, of the
/// grants in one and of options.
public struct SchemaDump: Sendable, Hashable {
    /// The lines by the heading of their entry, `Name: …; Type: …; Schema: …`.
    private var entries: [String: [String]] = [:]

    /// Runs `pg_dump`; a password goes into its environment, and no secret into its arguments.
    ///
    /// - Throws: `ProofError.dumpFailed`.
    public init(of connection: ConnectionString, by program: DumpProgram) async throws {
        var changes: [Environment.Key: String?] = [:]
        if let password = connection.value(of: "password") { changes["PGPASSWORD"] = password }
        let ended = try await run(
            .path(FilePath(program.path)),
            // What Tidemark keeps of its own is no part of a schema.
            arguments: [
                "--schema-only", "--exclude-schema=tidemark", "-d", connection.textWithoutSecrets,
            ],
            environment: .inherit.updating(changes),
            output: .string(limit: 1 << 30), error: .string(limit: 1 << 20))
        guard ended.terminationStatus.isSuccess else {
            throw ProofError.dumpFailed(ended.standardError)
        }
        parse(ended.standardOutput)
    }

    private mutating func parse(_ text: String) {
        var key = ""
        // These hold for entries that follow, until they are set anew.
        var settings: [String: String] = [:]
        for line in text.split(separator: "\n") {
            if line.hasPrefix("-- Name: ") {
                key = line.dropFirst(3).split(separator: "; Owner:")[0].description
                let isStored = Self.stored.contains { Self.contains(key[...], $0) }
                if isStored { entries[key, default: []] += settings.values.sorted() }
            } else if line.hasPrefix("SET default_ta") {
                settings[String(line.prefix { $0 != "=" })] = String(line)
            } else if !line.hasPrefix("--"), !line.hasPrefix("SET "), !line.hasPrefix("\\"),
                !line.hasPrefix("SELECT pg_catalog.set_config"), let line = withoutCounters(line)
            {
                entries[key, default: []].append(withoutOrder(withoutMadeName(line)))
            }
        }
        for (key, lines) in entries {
            // Grants stand in the order of their making; columns in an order that is told apart.
            let isList = Self.lists.contains { Self.contains(key[...], $0) }
            if isList {
                entries[key] = lines.map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 }.sorted()
            }
        }
    }

    /// The line without the reserved option that minor releases of November 2026 count changes of a column in; nil where
    /// nothing else is set.
    private func withoutCounters(_ line: Substring) -> Substring? {
        guard Self.contains(line, Self.counter) else { return line }
        let left = line.replacing(/(?:, )?pg_attver='?\d+'?/, with: "").replacing(
            "SET (, ", with: "SET (")
        return left.contains("SET ()") ? nil : left
    }

    /// The line without the name that a server of 18 or newer gave the NOT NULL of a column: it keeps that of the table and
    /// column that were there when it was made.
    private func withoutMadeName(_ line: Substring) -> Substring {
        guard Self.contains(line, Self.madeName) else { return line }
        return line.replacing(
            /\ CONSTRAINT (?:\w+|"(?:[^"]|"")+)_not_null\d*"? NOT NULL/, with: " NOT NULL")
    }

    /// The options, publications and published columns of a line sorted, whose order is that in which they were set or made.
    private func withoutOrder(_ line: Substring) -> String {
        guard line.hasPrefix("ALTER PUBLICATION ") || Self.contains(line, Self.options) else {
            return String(line)
        }
        var text = String(line)
        let lists =
            line.hasPrefix("ALTER PUBLICATION ")
            ? [(" (", ")")] : [("WITH (", ")"), (" PUBLICATION ", " WITH (")]
        for (mark, end) in lists {
            guard let start = text.firstRange(of: mark)?.upperBound,
                let end = text[start...].firstRange(of: end)?.lowerBound
            else { continue }
            let elements = text[start..<end].replacing(", ", with: "\n").split(separator: "\n")
            text.replaceSubrange(start..<end, with: elements.sorted().joined(separator: ", "))
        }
        return text
    }

    private static let stored = [
        "Type: TABLE;", "Type: INDEX;", "Type: MATERIALIZED VIEW;", "Type: CONSTRAINT;",
    ].map(\.bytes)
    private static let lists = [
        "Type: ACL;", "Type: DEFAULT ACL;", "Type: TABLE;", "Type: FOREIGN TABLE;", "Type: TYPE;",
    ].map(\.bytes)
    private static let counter = "pg_attver=".bytes
    private static let madeName = "_not_null".bytes
    private static let options = "WITH (".bytes

    /// Looks at bytes: a dump has a line for every column of every table.
    private static func contains(_ text: Substring, _ mark: [UInt8]) -> Bool {
        let bytes = text.utf8Span.span
        guard bytes.count >= mark.count else { return false }
        for start in 0...(bytes.count - mark.count) where bytes[start] == mark[0] {
            var length = 1
            while length < mark.count, bytes[start + length] == mark[length] { length += 1 }
            if length == mark.count { return true }
        }
        return false
    }

    /// The headings of the entries that differ.
    public func differences(from other: SchemaDump) -> [String] {
        Set(entries.keys).union(other.entries.keys).filter { entries[$0] != other.entries[$0] }
            .sorted()
    }
}

extension String {
    fileprivate var bytes: [UInt8] { Array(utf8) }
}
