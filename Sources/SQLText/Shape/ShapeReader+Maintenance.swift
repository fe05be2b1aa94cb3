extension ShapeReader {
    /// REINDEX, VACUUM, ANALYZE, CLUSTER and REFRESH MATERIALIZED VIEW.
    mutating func readMaintenance() {
        if cursor.take("reindex") {
            readReindex()
        } else if cursor.take("vacuum") {
            cursor.takeParentheses()
            while cursor.takeAny("full", "freeze", "verbose", "analyze", "analyse") {}
            setRelations(cursor.takeRelations())
        } else if cursor.takeAny("analyze", "analyse") {
            cursor.takeParentheses()
            _ = cursor.take("verbose")
            setRelations(cursor.takeRelations())
        } else if cursor.take("cluster") {
            readCluster()
        } else if cursor.take("refresh", "materialized", "view") {
            shape.isConcurrently = cursor.take("concurrently")
            setTarget(cursor.takeName())
        } else if cursor.takeAny("call", "execute", "listen", "notify") {
            shape.target = cursor.takeName()
        }
    }

    /// `REINDEX [(options)] INDEX|TABLE|SCHEMA|DATABASE|SYSTEM [CONCURRENTLY] [name]`.
    private mutating func readReindex() {
        if let list = cursor.takeParentheses() {
            shape.isConcurrently = isOn(tokens.options(list)["concurrently"], default: false)
        }
        for (word, kind) in [
            ("index", .index), ("table", .table), ("schema", .schema), ("database", .database),
            ("system", .system),
        ] as [(StaticString, ReindexKind)] where cursor.take(word) {
            shape.reindexKind = kind
            break
        }
        if cursor.take("concurrently") { shape.isConcurrently = true }
        let name = cursor.takeName()
        switch shape.reindexKind {
        case .index:
            setTarget(name)
            shape.index = name
        case .table: setTarget(name)
        case .schema: shape.target = name
        case .database, .system: shape.database = name?.name
        case nil: break
        }
    }

    /// `CLUSTER [VERBOSE | (options)] [table [USING index] | index ON table]`.
    private mutating func readCluster() {
        cursor.takeParentheses()
        _ = cursor.take("verbose")
        guard let name = cursor.takeName() else { return }
        if cursor.take("on") {
            setTarget(cursor.takeName())
            shape.index = QualifiedName(schema: shape.target?.schema, name: name.name)
        } else {
            setTarget(name)
            if cursor.take("using") {
                shape.index = cursor.takeIdentifier().map {
                    QualifiedName(schema: name.schema, name: $0)
                }
            }
        }
    }
}
