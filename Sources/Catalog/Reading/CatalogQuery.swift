/// A query that reads one kind of object or part.
///
/// The texts are files under `Queries`. In them `$1` is the list of schemas in scope and `$2` what extensions brought
/// along of the catalog `members`, both as `oid[]`; `$3` the schemas that the platform manages, `$4` the roles and `$5`
/// the names of this kind that it manages, as `text[]`; `$6` the schemas that are left out; `$7` and `$8` where a slice of
/// relations begins and ends. A line that ends with
/// `--[since N]`, `--[until N]`, `--[between M N]`, `--[if CONDITION]` or `--[without CONDITION]` is left out where that
/// does not hold.
struct CatalogQuery: Sendable {
    /// Where the OIDs of the records are looked up, so that parts find their object.
    enum Space: UInt8, Sendable {
        case relation, type, other
    }

    /// What a line may depend on besides the version.
    enum Condition: String, Sendable {
        /// Some object has a security label.
        case labels
        /// No schemas were asked for by name.
        case whole
        /// Only some schemas were asked for.
        case partial
        /// No platform manages the database.
        case plain
        /// A platform manages it.
        case managed
        /// Only the relations of a range of OIDs are read.
        case sliced
        /// Subscriptions may be read.
        case subscriptions
        /// What depends on what is read.
        case edges
    }

    let name: String
    let source: [UInt8]
    /// The catalog whose rows the query is about.
    var members = "pg_class"
    var space = Space.relation
    /// About how much of the whole it costs, for sharing out among sessions.
    var weight = 1
    /// What must hold for it to be run at all.
    var conditions: Set<Condition> = []
    /// Which names of its kind a platform manages.
    var managed: @Sendable (ManagedObjects) -> Set<String> = { _ in [] }

    /// Whether it makes the server open relations, and is run for some of them at a time.
    var isSliced = false

    /// Whether it reads roles, and not only what they own.
    var isAboutRoles = false

    /// Its name, and whether it is sliced: one text may be run both ways.
    var id: String { isSliced ? name + "/sliced" : name }

    /// A text as it is sent.
    struct Text: Sendable {
        var sql = ""
        /// Which parameters it has, in the order of their numbers in `sql`: those that it lacks are left out, and the others
        /// move up.
        var parameters: [Int] = []
    }

    /// The text for a server.
    func text(major: Int, conditions: Set<Condition>) -> Text {
        var lines: [UInt8] = []
        lines.reserveCapacity(source.count)
        for line in source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            // Almost no line has a mark, and it ends with a bracket.
            if line.last == UInt8(ascii: "]"),
                !isKept(String(decoding: line, as: UTF8.self), major, conditions)
            {
                continue
            }
            lines.append(contentsOf: line)
            lines.append(UInt8(ascii: "\n"))
        }
        return Self.numbered(lines)
    }

    private func isKept(_ line: String, _ major: Int, _ conditions: Set<Condition>) -> Bool {
        guard let words = line[...].mark else { return true }
        let versions = words.dropFirst().compactMap { Int($0) }
        let condition = words.last.flatMap { Condition(rawValue: String($0)) }
        switch (words.first, versions.first, versions.last, condition) {
        case ("since", let first?, _, _): return major >= first
        case ("until", _, let last?, _): return major <= last
        case ("between", let first?, let last?, _): return (first...last).contains(major)
        case ("if", _, _, let condition?): return conditions.contains(condition)
        case ("without", _, _, let condition?): return !conditions.contains(condition)
        default: preconditionFailure("\(name).sql has the line \(line)")
        }
    }

    /// Numbers the parameters, each of one digit, from 1 on without gaps.
    private static func numbered(_ lines: [UInt8]) -> Text {
        func parameter(_ index: Int) -> Int? {
            guard lines[index] == UInt8(ascii: "$"), index + 1 < lines.count,
                (0x31...0x39).contains(lines[index + 1])
            else { return nil }
            return Int(lines[index + 1] & 15)
        }
        let used = Set(lines.indices.compactMap(parameter)).sorted()
        var sql = lines
        for index in lines.indices {
            guard let old = parameter(index), let new = used.firstIndex(of: old) else { continue }
            sql[index + 1] = 0x31 + UInt8(new)
        }
        return Text(sql: String(decoding: sql, as: UTF8.self), parameters: used)
    }
}

extension Substring {
    /// The words of a mark `--[…]` at the end of the line; nil without one.
    fileprivate var mark: [Substring]? {
        guard utf8.last == UInt8(ascii: "]"), let start = utf8.lastIndex(of: UInt8(ascii: "[")),
            self[..<start].utf8.suffix(2).elementsEqual("--".utf8)
        else { return nil }
        return self[index(after: start)...].dropLast().split(separator: " ")
    }
}
