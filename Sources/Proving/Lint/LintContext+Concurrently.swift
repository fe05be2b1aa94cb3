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

    /// What is known when the script has run to its end.
    var knownAtTheEnd: KnownSchema {
        var known = known
        for statement in statements[index...] {
            guard let node = statement.node else { continue }
            known.apply(node, file: file, segment: statement.segment)
        }
        return known
    }
}
