import Proving
import TidemarkTesting

/// What `pg_dump -s` says of a database, entry by entry: the order of a dump and of the grants in it says nothing.
struct DumpEntries {
    /// The statements by the heading of their entry, `Name: …; Type: …; Schema: …`.
    private(set) var texts: [String: [String]] = [:]

    init(of conninfo: String, by binaries: ServerBinaries) async throws {
        let dump = try await runProgram(binaries.path(of: "pg_dump"), ["-s", "-d", conninfo])
        guard dump.exitCode == 0 else { throw DumpError(complaint: dump.complaint) }
        var key = ""
        // These hold for entries that follow, until they are set anew.
        var settings: [String: String] = [:]
        for line in dump.output.split(separator: "\n") {
            if line.hasPrefix("-- Name: ") {
                // The owner is at its end, and in a statement of its own.
                key = line.dropFirst(3).split(separator: "; Owner:")[0].description
                let isStored = ["TABLE;", "INDEX;", "MATERIALIZED VIEW;", "CONSTRAINT;"]
                    .contains { key.contains("Type: \($0)") }
                texts[key, default: []] += isStored ? settings.values.sorted() : []
            } else if line.hasPrefix("SET default_ta") {
                settings[String(line.prefix { $0 != "=" })] = String(line)
            } else if !line.hasPrefix("--"), !line.hasPrefix("SET "),
                !line.hasPrefix("SELECT pg_catalog.set_config"),
                !line.hasPrefix("\\")
            {
                texts[key, default: []].append(Self.withoutOrder(line))
            }
        }
        for (key, lines) in texts {
            if key.contains("Type: ACL") || key.contains("Type: DEFAULT ACL") {
                texts[key] = lines.sorted()
            }
            // The settings of a function, in the order in which they were given.
            let settings = lines.filter { $0.hasPrefix("    SET ") }.sorted()
            var next = settings.makeIterator()
            if settings.count > 1 {
                texts[key] = lines.map { $0.hasPrefix("    SET ") ? next.next() ?? $0 : $0 }
            }
        }
    }
}

extension DumpEntries {
    /// The line with its options and publications sorted, whose order is that in which they were set.
    private static func withoutOrder(_ line: Substring) -> String {
        var text = String(line)
        for (mark, end) in [("WITH (", ")"), (" PUBLICATION ", " WITH (")] {
            guard let start = text.firstRange(of: mark)?.upperBound,
                let end = text[start...].firstRange(of: end)?.lowerBound
            else { continue }
            let elements = text[start..<end].replacing(", ", with: "\n").split(separator: "\n")
            text.replaceSubrange(start..<end, with: elements.sorted().joined(separator: ", "))
        }
        return text
    }
}

/// `pg_dump` that did not end well.
private struct DumpError: Error {
    let complaint: String
}
