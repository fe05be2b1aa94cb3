extension KnownSchema {
    /// Takes in what a statement makes, changes or drops.
    mutating func apply(_ node: ParseNode, file: Int, segment: Int) {
        switch node.kind {
        case "CreateStmt": createTable(node, file: file)
        case "CreateForeignTableStmt":
            if let base = node["base"] { createTable(base, file: file) }
        case "CreateTableAsStmt":
            let name = node["into"]?["rel"]?.relation ?? ""
            if node.text("objtype") == "OBJECT_MATVIEW" {
                materializedViews[name] = file
            } else {
                tables[name] = KnownTable(file: file)
            }
        case "AlterTableStmt": alter(node)
        case "IndexStmt": createIndex(node)
        case "ViewStmt":
            let options = node.nodes("options").compactMap { $0.text("defname") }
            let name = node["view"]?.relation ?? ""
            views[name] = View(
                options: Set(options), file: views[name] == nil ? file : views[name]?.file)
        case "CreateEnumStmt":
            enums[relationName(node.names("typeName"))] = Made(file: file, segment: segment)
        case "CreateDomainStmt": createDomain(node, file: file)
        case "CreateFunctionStmt": createFunction(node)
        case "CreatePolicyStmt":
            change(node["table"]?.relation) { $0.policies.insert(node.text("policy_name") ?? "") }
        case "DropStmt": drop(node)
        case "RenameStmt": rename(node)
        case "AlterObjectSchemaStmt":
            guard let old = node["relation"]?.relation, let schema = node.text("newschema"),
                let name = node["relation"]?.text("relname")
            else { return }
            move(old, to: relationName([schema, name]))
        default: break
        }
    }

    mutating func change(_ relation: String?, _ body: (inout KnownTable) -> Void) {
        guard let relation else { return }
        var known = table(relation)
        body(&known)
        tables[relation] = known
    }

    private mutating func createIndex(_ node: ParseNode) {
        guard let relation = node["relation"]?.relation else { return }
        let columns = node.nodes("indexParams").map { $0.text("name") ?? "" }
        let table = node["relation"]?.text("relname") ?? ""
        let name = node.text("idxname") ?? "\(table)_\(columns.joined(separator: "_"))_idx"
        indexes[name] = relation
        // A partial index is none for a foreign key.
        guard node["whereClause"] == nil else { return }
        change(relation) { $0.indexes[name] = columns }
    }

    private mutating func createDomain(_ node: ParseNode, file: Int) {
        let name = relationName(node.names("domainname"))
        domainFiles[name] = file
        domains[name] = node.nodes("constraints").isEmpty ? KnownType(node["typeName"]) : .some(nil)
    }

    private mutating func createFunction(_ node: ParseNode) {
        let volatility = node.nodes("options").first { $0.text("defname") == "volatility" }
        let word = volatility?["arg"]?.name ?? "volatile"
        functions[relationName(node.names("funcname"))] = word == "volatile"
    }

    private mutating func drop(_ node: ParseNode) {
        for object in node.nodes("objects") {
            let name = object.listedName
            switch node.text("removeType") {
            case "OBJECT_TABLE", "OBJECT_FOREIGN_TABLE": tables[name] = nil
            case "OBJECT_VIEW": views[name] = nil
            case "OBJECT_MATVIEW": materializedViews[name] = nil
            case "OBJECT_INDEX":
                if let table = indexes.removeValue(forKey: name) {
                    change(table) { $0.indexes[name] = nil }
                }
            case "OBJECT_POLICY":
                var parts = object.names("items")
                let policy = parts.popLast() ?? ""
                change(relationName(parts)) { $0.policies.remove(policy) }
            case "OBJECT_TYPE": enums[name] = nil
            case "OBJECT_DOMAIN": domains[name] = nil
            default: break
            }
        }
    }

    private mutating func rename(_ node: ParseNode) {
        guard let relation = node["relation"]?.relation, let new = node.text("newname") else {
            return
        }
        switch node.text("renameType") {
        case "OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_FOREIGN_TABLE":
            let schema = node["relation"]?.text("schemaname")
            move(relation, to: relationName([schema, new].compactMap(\.self)))
        case "OBJECT_INDEX":
            if let table = indexes.removeValue(forKey: relation) { indexes[new] = table }
        case "OBJECT_COLUMN":
            guard let old = node.text("subname") else { return }
            change(relation) { table in
                table.columns[new] = table.columns.removeValue(forKey: old)
                table.indexes = table.indexes.mapValues { $0.map { $0 == old ? new : $0 } }
            }
        case "OBJECT_TABCONSTRAINT":
            guard let old = node.text("subname") else { return }
            change(relation) { table in
                table.constraints[new] = table.constraints.removeValue(forKey: old)
                if table.notValid.remove(old) != nil { table.notValid.insert(new) }
                table.unproven[new] = table.unproven.removeValue(forKey: old)
            }
        default: break
        }
    }

    private mutating func move(_ old: String, to new: String) {
        if let table = tables.removeValue(forKey: old) { tables[new] = table }
        if let view = views.removeValue(forKey: old) { views[new] = view }
        if let made = materializedViews.removeValue(forKey: old) { materializedViews[new] = made }
        for (index, table) in indexes where table == old { indexes[index] = new }
    }
}
