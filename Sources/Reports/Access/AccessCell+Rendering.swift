import Catalog
import JSONText
import RowSecurity

extension Reach {
    /// `none`, `some`, `all`.
    var word: String {
        switch self {
        case .nothing: "none"
        case .some: "some"
        case .everything: "all"
        }
    }

    /// Why there is nothing.
    var reason: String? {
        guard case .nothing(let refusal) = self else { return nil }
        return switch refusal {
        case .schema: "no USAGE on the schema"
        case .privilege(let name): "no \(name) privilege"
        case .policy(let action):
            "no permissive policy for \(action.rawValue.uppercased()) with a predicate"
        }
    }

    private var filter: RowFilter? {
        if case .some(let filter) = self { filter } else { nil }
    }

    /// What rows that are there must pass, as SQL.
    var rows: String? { filter?.existing.map { "\($0.predicate)" } }
    /// What rows that are written must pass, as SQL.
    var newRows: String? { filter?.written.map { "\($0.predicate)" } }

    /// `reach`, `reason`, `rows`, `newRows`.
    var members: [JSONObject.Member] {
        [
            .init(key: "reach", value: .string(word)),
            .init(key: "reason", value: .optional(reason)),
            .init(key: "rows", value: .optional(rows)),
            .init(key: "newRows", value: .optional(newRows)),
        ]
    }
}

extension AccessCell {
    private var columns: [String]? {
        if case .columns(let names) = extent { names } else { nil }
    }

    /// The cell in a word: what a statement that reads reaches first, where the two differ.
    var short: StyledText {
        let words = [reading ?? reach, reach].map { $0.word == "none" ? "–" : $0.word }
        let word = words[0] == words[1] ? words[0] : words.joined(separator: "/")
        let mark = word == "–" || columns == nil ? "" : "*"
        let style: Style? = word == "–" ? .faint : word.hasSuffix("all") ? .warning : nil
        return StyledText(word + mark, style)
    }

    /// What is behind the cell, in lines; nil where nothing is reached for want of a privilege.
    var explanation: [String]? {
        if case .nothing(let refusal) = reach, refusal.isPrivilege { return nil }
        var said = ["\(table.identity) \(action.rawValue) \(role): \(short.plain)"]
        if let columns { said.append("  columns: \(columns.joined(separator: ", "))") }
        if let exemption { said.append("  policies do not apply: \(exemption.words)") }
        if !policies.isEmpty { said.append("  policies: \(policies.joined(separator: ", "))") }
        said += reach.lines(named: reading == nil || reading == reach ? "" : "without reading: ")
        if let reading, reading != reach { said += reading.lines(named: "reading: ") }
        return said
    }

    /// `table`, `role`, `action`, `extent`, `columns`, `exemption`, `policies`, what is reached, `reading`.
    var json: JSONValue {
        let held =
            switch extent {
            case .none: "none"
            case .columns: "columns"
            case .table: "table"
            }
        return .object(
            JSONObject(
                [
                    .init(key: "table", value: .string(table.identity)),
                    .init(key: "role", value: .string(role)),
                    .init(key: "action", value: .string(action.rawValue)),
                    .init(key: "extent", value: .string(held)),
                    .init(key: "columns", value: columns.map { .list($0) } ?? .null),
                    .init(key: "exemption", value: .optional(exemption?.words)),
                    .init(key: "policies", value: .list(policies)),
                ] + reach.members + [
                    .init(
                        key: "reading",
                        value: reading.map { .object(JSONObject($0.members)) } ?? .null)
                ]))
    }
}

extension Reach {
    fileprivate func lines(named name: String) -> [String] {
        [
            reason.map { "  \(name)none: \($0)" }, rows.map { "  \(name)rows: \($0)" },
            newRows.map { "  \(name)new rows: \($0)" },
        ].compactMap(\.self)
    }
}

extension Reach.Refusal {
    fileprivate var isPrivilege: Bool {
        if case .policy = self { false } else { true }
    }
}

extension AccessCell.Exemption {
    /// The reason in words.
    var words: String {
        switch self {
        case .rowSecurityOff: "row-level security is off"
        case .superuser: "superuser"
        case .bypassRLS: "BYPASSRLS"
        case .owner: "rights of the owner, no FORCE"
        case .action: "the action passes policies by"
        }
    }
}
