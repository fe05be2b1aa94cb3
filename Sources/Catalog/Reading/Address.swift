import PostgresSession

/// Where the server keeps an object: the name of a catalog, the OID of a row in it, and the number of a column or 0.
struct Address: Hashable, Sendable {
    var catalog: String
    var oid: UInt32
    var column = 0
}

/// A row of `edges.sql`.
struct Dependency: Sendable {
    var from: Address
    var to: Address
    var letter: Character

    init(_ row: Row) {
        func address(_ start: Int) -> Address {
            Address(
                catalog: row[start] ?? "", oid: row[start + 1].flatMap { UInt32($0) } ?? 0,
                column: row[start + 2].flatMap { Int($0) } ?? 0)
        }
        from = address(0)
        to = address(3)
        letter = row[6]?.first ?? "n"
    }
}

extension CatalogRecord {
    /// Where the record is from; nil where the query does not tell.
    var location: Address? {
        switch kind {
        case .part(.column), .part(.attribute):
            Address(catalog: "pg_class", oid: parent, column: Int(order))
        case .part(let kind): address == 0 ? nil : Address(catalog: kind.catalog, oid: address)
        case .object(let kind): address == 0 ? nil : Address(catalog: kind.catalog, oid: address)
        }
    }
}

extension PartKind {
    /// The catalog that its rows are in.
    var catalog: String {
        switch self {
        case .column, .attribute, .index: "pg_class"
        case .constraint: "pg_constraint"
        case .statistics: "pg_statistic_ext"
        case .trigger: "pg_trigger"
        case .rule: "pg_rewrite"
        case .policy: "pg_policy"
        }
    }
}

extension ObjectKind {
    /// The catalog that its rows are in, by which its query addresses it.
    var catalog: String {
        switch self {
        case .database: "pg_database"
        case .role: "pg_authid"
        case .schema: "pg_namespace"
        case .extension: "pg_extension"
        case .language: "pg_language"
        case .accessMethod: "pg_am"
        case .foreignDataWrapper: "pg_foreign_data_wrapper"
        case .server: "pg_foreign_server"
        case .userMapping: "pg_user_mapping"
        case .enumeration, .domain, .range, .baseType: "pg_type"
        case .composite, .sequence, .table, .foreignTable, .view, .materializedView: "pg_class"
        case .collation: "pg_collation"
        case .conversion: "pg_conversion"
        case .function, .procedure, .aggregate: "pg_proc"
        case .cast: "pg_cast"
        case .transform: "pg_transform"
        case .operator: "pg_operator"
        case .operatorFamily: "pg_opfamily"
        case .operatorClass: "pg_opclass"
        case .textSearchParser: "pg_ts_parser"
        case .textSearchTemplate: "pg_ts_template"
        case .textSearchDictionary: "pg_ts_dict"
        case .textSearchConfiguration: "pg_ts_config"
        case .eventTrigger: "pg_event_trigger"
        case .publication: "pg_publication"
        case .subscription: "pg_subscription"
        case .defaultPrivileges: "pg_default_acl"
        }
    }
}
