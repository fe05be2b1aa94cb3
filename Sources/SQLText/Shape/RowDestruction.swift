/// Rows that a statement takes away, as far as its text tells.
public enum RowDestruction: Sendable, Hashable, CustomStringConvertible {
    /// DROP TABLE.
    case table(QualifiedName)
    /// ALTER TABLE … DROP COLUMN.
    case column(table: QualifiedName, column: String)
    /// TRUNCATE.
    case truncate(QualifiedName)
    /// DELETE, also inside WITH.
    case delete(QualifiedName)
    /// DROP MATERIALIZED VIEW; its rows can be made again from its query.
    case materializedView(QualifiedName)
    /// DROP SCHEMA, with all that is in it when it cascades.
    case schema(String)
    /// DROP DATABASE.
    case database(String)
    /// DROP EXTENSION, with the tables that belong to it.
    case `extension`(String)
    /// DROP OWNED BY.
    case owned(by: String)
    /// DROP TYPE or DROP DOMAIN with CASCADE, which drops the columns of that type.
    case columnsOfType(QualifiedName)

    /// What is lost, as a phrase: `table public.t`, `column c of t`.
    public var description: String {
        switch self {
        case .table(let name): "table \(name)"
        case .column(let table, let column): "column \(quoteIdentifier(column)) of \(table)"
        case .truncate(let name): "all rows of \(name)"
        case .delete(let name): "rows of \(name)"
        case .materializedView(let name): "materialized view \(name)"
        case .schema(let name): "schema \(quoteIdentifier(name))"
        case .database(let name): "database \(quoteIdentifier(name))"
        case .extension(let name): "extension \(quoteIdentifier(name))"
        case .owned(let role): "everything owned by \(quoteIdentifier(role))"
        case .columnsOfType(let name): "columns of type \(name)"
        }
    }
}
