/// A query that reads one kind of object or part.
///
/// The texts are files under `Queries`. In them `$1` is the list of schemas in scope, `$2` what extensions
/// brought along of the catalog `members`, both as `oid[]`. A line that ends with `--[since N]`,
/// `--[until N]` or `--[if labels]` is left out where it does not hold.
struct CatalogQuery: Sendable {
    /// Where the OIDs of the records are looked up, so that parts find their object.
    enum Space: UInt8, Sendable {
        case relation, type, other
    }

    let name: String
    let source: [UInt8]
    /// The catalog whose rows the query is about.
    var members = "pg_class"
    var space = Space.relation
    /// About how much of the whole it costs, for sharing out among sessions.
    var weight = 1

    /// The text for a server.
    func text(major: Int, hasLabels: Bool) -> String {
        let lines = String(decoding: source, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { line in
            guard let mark = line.range(ofMark: "--[") else { return true }
            let condition = line[mark...].dropFirst(3).prefix { $0 != "]" }.split(separator: " ")
            switch condition.first {
            case "since": return major >= Int(condition[1]) ?? 0
            case "until": return major <= Int(condition[1]) ?? 0
            default: return hasLabels
            }
        }.joined(separator: "\n")
    }

    /// All queries, in the order in which kinds are read.
    static let all: [CatalogQuery] = [
        CatalogQuery(
            name: "schemas", source: PackageResources.schemas_sql, members: "pg_namespace",
            space: .other),
        CatalogQuery(name: "tables", source: PackageResources.tables_sql, weight: 4),
        CatalogQuery(name: "views", source: PackageResources.views_sql, weight: 10),
        CatalogQuery(name: "sequences", source: PackageResources.sequences_sql),
        CatalogQuery(
            name: "functions", source: PackageResources.functions_sql, members: "pg_proc",
            space: .other, weight: 4),
        CatalogQuery(name: "columns", source: PackageResources.columns_sql, weight: 12),
        CatalogQuery(name: "constraints", source: PackageResources.constraints_sql, weight: 10),
        CatalogQuery(name: "indexes", source: PackageResources.indexes_sql, weight: 10),
        CatalogQuery(name: "statistics", source: PackageResources.statistics_sql),
        CatalogQuery(name: "triggers", source: PackageResources.triggers_sql, weight: 4),
        CatalogQuery(name: "rules", source: PackageResources.rules_sql),
        CatalogQuery(name: "policies", source: PackageResources.policies_sql, weight: 6),
    ]
}

extension Substring {
    /// Where a mark begins.
    fileprivate func range(ofMark mark: String) -> Index? {
        guard utf8.contains(UInt8(ascii: "[")) else { return nil }
        return indices.first { self[$0...].hasPrefix(mark) }
    }
}
