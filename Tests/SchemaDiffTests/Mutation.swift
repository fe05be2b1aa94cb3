import Catalog
import PostgresSession
import SQLText

/// One change of the fixture, what must be seen of it, and its way back.
struct Mutation: CustomStringConvertible, Sendable {
    var name: String
    /// The paths of the differences; empty where nothing may be seen.
    var expected: [String] = []
    /// Paths that only newer servers have, with their first version.
    var expectedSince: [(version: Int, path: String)] = []
    /// The first version of the server that knows it.
    var since = 0
    /// A query that says whether the server has what it needs.
    var condition: String?
    /// What the census then has more of, by the first words that it says.
    var census: [String] = []
    /// Whether `pg_dump` prints the same before and after.
    var isUnseenByDump = false
    /// Whether `pg_dump` prints what is withheld here, because it may be a secret.
    var isWithheld = false
    var apply = ""
    var reverse = ""

    var description: String { name }

    /// The paths of the differences that a server of this version shows.
    func expected(on major: Int) -> Set<String> {
        Set(expected + expectedSince.filter { $0.version <= major }.map(\.path))
    }

    /// Reads the blocks of a file of mutations.
    static func parse(_ text: String) -> [Mutation] {
        var mutations: [Mutation] = []
        var isReverse = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            func value(_ mark: String) -> String? {
                line.hasPrefix("-- \(mark): ") ? String(line.dropFirst(mark.count + 5)) : nil
            }
            if let name = value("mutation") {
                mutations.append(Mutation(name: name))
                isReverse = false
            }
            guard var mutation = mutations.popLast() else { continue }
            defer { mutations.append(mutation) }
            if value("mutation") != nil { continue }
            if let path = value("expect") {
                if path != "nothing" { mutation.expected.append(spelled(path)) }
            } else if line.hasPrefix("-- expect since "), let colon = line.firstIndex(of: ":"),
                let version = Int(line[..<colon].dropFirst("-- expect since ".count))
            {
                let path = String(line[colon...].dropFirst(2))
                mutation.expectedSince.append((version, spelled(path)))
            } else if let version = value("since") {
                mutation.since = Int(version) ?? .max
            } else if let condition = value("when") {
                mutation.condition = condition
            } else if let words = value("census") {
                mutation.census.append(words)
            } else if line == "-- unseen-by-pg-dump" {
                mutation.isUnseenByDump = true
            } else if line == "-- withheld" {
                mutation.isWithheld = true
            } else if line.hasPrefix("-- reverse:") {
                isReverse = true
            } else if isReverse {
                mutation.reverse += line + "\n"
            } else {
                mutation.apply += line + "\n"
            }
        }
        return mutations
    }
}

/// A path with its kind in words, as reports have it: `materializedView app.v` is `materialized view app.v`.
private func spelled(_ path: String) -> String {
    guard let space = path.firstIndex(of: " "),
        let kind = ObjectKind(rawValue: String(path[..<space]))
    else { return path }
    return kind.words + path[space...]
}

extension Session {
    /// Runs the statements of a script one by one, as a tool of migrations does.
    func run(_ script: String) async throws {
        var reader = ScriptReader(bytes: Array(script.utf8))
        while let event = try reader.next() {
            if case .statement(let statement) = event { try await execute(statement.text) }
        }
    }
}
