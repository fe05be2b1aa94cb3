extension LintContext {
    /// The columns that the statement makes, in a new table or an old one.
    var newColumns: [ParseNode] {
        switch node.kind {
        case "CreateStmt":
            guard node["relation"]?.text("relpersistence") != "t" else { return [] }
            return node.nodes("tableElts").filter { $0.kind == "ColumnDef" }
        case "AlterTableStmt":
            return node.nodes("cmds").filter { $0.text("subtype") == "AT_AddColumn" }
                .compactMap { $0["def"] }
        default: return []
        }
    }

    /// The foreign keys that the statement makes, with the columns that refer.
    var newForeignKeys: [(key: ParseNode, columns: [String])] {
        var keys = newColumns.flatMap { column in
            column.nodes("constraints").map { ($0, [column.text("colname") ?? ""]) }
        }
        let others =
            node.kind == "CreateStmt"
            ? node.nodes("tableElts")
            : node.nodes("cmds").filter { $0.text("subtype") == "AT_AddConstraint" }
                .compactMap { $0["def"] }
        keys += others.map { ($0, $0.names("fk_attrs")) }
        return keys.filter { $0.0.text("contype") == "CONSTR_FOREIGN" }
    }
}
