extension LintContext {
    /// Whether the statement is one of those with CONCURRENTLY that a transaction block refuses.
    var isConcurrently: Bool {
        switch node.kind {
        case "IndexStmt", "DropStmt": node.flag("concurrent")
        case "ReindexStmt": node.hasOption("concurrently", in: "params")
        case "AlterTableStmt":
            node.nodes("cmds").contains { $0["def"]?.flag("concurrent") == true }
        default: false
        }
    }
}
