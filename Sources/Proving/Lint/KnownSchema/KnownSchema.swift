/// What the files so far have made, told from their text: enough to know a new table, an old type, a foreign key.
///
/// It is no catalog. What it does not know it says nothing about, and a rule then falls back on what the statement alone
/// tells.
package struct KnownSchema: Sendable {
    /// A view with the options that CREATE OR REPLACE would lose.
    package struct View: Sendable, Hashable {
        package var options: Set<String>
        package var file: Int?
    }

    /// An enum, a domain or a function: where it was made.
    package struct Made: Sendable, Hashable {
        package var file: Int
        package var segment: Int
    }

    /// Tables, partitioned and foreign ones included, by name.
    package var tables: [String: KnownTable] = [:]
    /// Views by name.
    package var views: [String: View] = [:]
    /// Materialized views, with the file that made each.
    package var materializedViews: [String: Int] = [:]
    /// Which table an index is on.
    package var indexes: [String: String] = [:]
    /// Enums.
    package var enums: [String: Made] = [:]
    /// Domains with the type under them; nil where they have constraints.
    package var domains: [String: KnownType?] = [:]
    /// Which file made a domain.
    package var domainFiles: [String: Int] = [:]
    /// Tables with a column of a domain.
    package var domainUses: [String: Set<String>] = [:]
    /// Functions, and whether each is volatile.
    package var functions: [String: Bool] = [:]

    package init() {}

    /// Whether a relation was made by the file: nobody else can use it yet, or it is empty.
    package func isNew(_ relation: String, in file: Int) -> Bool {
        if let table = tables[relation] { return table.file == file }
        if let made = materializedViews[relation] { return made == file }
        if let table = indexes[relation] { return isNew(table, in: file) }
        return views[relation].map { $0.file == file } ?? false
    }

    /// The table, one of which nothing is known where it is new to the files.
    func table(_ name: String) -> KnownTable { tables[name] ?? KnownTable() }

    /// The type under a domain without constraints, else the type itself.
    func resolved(_ type: KnownType) -> KnownType {
        guard !type.isArray, let base = domains[type.name], let base else { return type }
        return base
    }
}
