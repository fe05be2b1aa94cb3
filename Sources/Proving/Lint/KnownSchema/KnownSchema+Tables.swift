extension KnownSchema {
    mutating func createTable(_ node: ParseNode, file: Int) {
        guard let relation = node["relation"]?.relation else { return }
        // What IF NOT EXISTS passes over stays as it is.
        if node.flag("if_not_exists"), tables[relation]?.file != nil { return }
        var table = KnownTable(file: file)
        table.isPartitioned = node["partspec"] != nil
        if node["partbound"] != nil || !node.nodes("inhRelations").isEmpty {
            let parent = node.nodes("inhRelations").first?.relation ?? ""
            table.columns = tables[parent]?.columns ?? [:]
            table.indexes = tables[parent]?.indexes ?? [:]
            if tables[parent]?.hasPrimaryKey == true { table.constraints["pkey"] = .primaryKey }
            if node["partbound"]?.flag("is_default") == true {
                change(parent) { $0.hasDefaultPartition = true }
            }
        }
        for element in node.nodes("tableElts") {
            switch element.kind {
            case "ColumnDef": add(column: element, to: &table, named: relation)
            case "Constraint": add(constraint: element, to: &table, named: relation)
            case "TableLikeClause":
                let model = tables[element["relation"]?.relation ?? ""]
                table.columns.merge(model?.columns ?? [:]) { mine, _ in mine }
            default: break
            }
        }
        tables[relation] = table
    }

    mutating func alter(_ node: ParseNode) {
        guard let relation = node["relation"]?.relation else { return }
        guard node.text("objtype") != "OBJECT_VIEW" else {
            return alterView(node, relation)
        }
        guard node.text("objtype") == nil || node.text("objtype") == "OBJECT_TABLE" else { return }
        var table = self.table(relation)
        for command in node.nodes("cmds") { alter(&table, command, named: relation) }
        tables[relation] = table
    }

    private mutating func alterView(_ node: ParseNode, _ relation: String) {
        for command in node.nodes("cmds") {
            let options = command["def"].map { $0.nodes("items") } ?? []
            let names = options.compactMap { $0.text("defname") }
            var view = views[relation] ?? View(options: [], file: nil)
            switch command.text("subtype") {
            case "AT_SetRelOptions": view.options.formUnion(names)
            case "AT_ResetRelOptions": view.options.subtract(names)
            default: continue
            }
            views[relation] = view
        }
    }

    private mutating func alter(
        _ table: inout KnownTable, _ command: ParseNode, named relation: String
    ) {
        let name = command.text("name") ?? ""
        switch command.text("subtype") {
        case "AT_AddColumn":
            if let column = command["def"] { add(column: column, to: &table, named: relation) }
        case "AT_DropColumn":
            table.columns[name] = nil
            table.indexes = table.indexes.filter { !$0.value.contains(name) }
        case "AT_AlterColumnType":
            if let type = KnownType(command["def"]?["typeName"]) {
                table.columns[name, default: KnownTable.Column(type: type)].type = type
            }
        case "AT_SetNotNull": table.columns[name]?.isNotNull = true
        case "AT_DropNotNull": table.columns[name]?.isNotNull = false
        case "AT_AddConstraint":
            if let constraint = command["def"] {
                add(constraint: constraint, to: &table, named: relation)
            }
        case "AT_DropConstraint":
            if table.constraints.removeValue(forKey: name) == .check { table.provenNotNull = [] }
            table.indexes[name] = nil
            table.notValid.remove(name)
            table.unproven[name] = nil
        case "AT_ValidateConstraint":
            table.notValid.remove(name)
            table.provenNotNull.formUnion(table.unproven.removeValue(forKey: name) ?? [])
        case "AT_EnableRowSecurity": table.hasRowSecurity = true
        case "AT_DisableRowSecurity": table.hasRowSecurity = false
        case "AT_ReplicaIdentity": table.hasReplicaIdentity = true
        case "AT_AttachPartition":
            if command["def"]?["bound"]?.flag("is_default") == true {
                table.hasDefaultPartition = true
            }
        default: break
        }
    }

    private mutating func add(
        column: ParseNode, to table: inout KnownTable, named relation: String
    ) {
        guard let name = column.text("colname"), let type = KnownType(column["typeName"]) else {
            return
        }
        table.columns[name] = KnownTable.Column(type: type)
        if domains.keys.contains(type.name) {
            domainUses[type.name, default: []].insert(relation)
        }
        for constraint in column.nodes("constraints") {
            add(constraint: constraint, to: &table, named: relation, column: name)
        }
    }

    private mutating func add(
        constraint: ParseNode, to table: inout KnownTable, named relation: String,
        column: String? = nil
    ) {
        let short = relation.split(separator: ".").last.map(String.init) ?? relation
        func name(_ columns: [String], _ suffix: String) -> String {
            constraint.text("conname")
                ?? ([short] + columns + [suffix]).joined(separator: "_")
        }
        let keys = column.map { [$0] } ?? constraint.names("keys")
        switch constraint.text("contype") {
        case "CONSTR_NOTNULL": if let column { table.columns[column]?.isNotNull = true }
        case "CONSTR_CHECK":
            let proven = provenNotNull(constraint["raw_expr"])
            let name = name(column.map { [$0] } ?? [], "check")
            table.constraints[name] = .check
            if constraint.flag("skip_validation") {
                table.notValid.insert(name)
                table.unproven[name] = proven
            } else {
                table.provenNotNull.formUnion(proven)
            }
        case "CONSTR_PRIMARY":
            table.constraints[name([], "pkey")] = .primaryKey
            if constraint.text("indexname") == nil { table.indexes[name([], "pkey")] = keys }
            for key in keys { table.columns[key]?.isNotNull = true }
        case "CONSTR_UNIQUE":
            table.constraints[name(keys, "key")] = .unique
            if constraint.text("indexname") == nil { table.indexes[name(keys, "key")] = keys }
        case "CONSTR_FOREIGN":
            let columns = column.map { [$0] } ?? constraint.names("fk_attrs")
            let name = name(columns, "fkey")
            table.constraints[name] = .foreignKey(to: constraint["pktable"]?.relation ?? "")
            if constraint.flag("skip_validation") { table.notValid.insert(name) }
        case "CONSTR_EXCLUSION": table.constraints[name(keys, "excl")] = .exclusion
        default: break
        }
    }

    /// The columns that `c IS NOT NULL`, alone or joined by AND, proves to hold no NULL.
    private func provenNotNull(_ expression: ParseNode?) -> Set<String> {
        guard let expression else { return [] }
        switch expression.kind {
        case "NullTest" where expression.text("nulltesttype") == "IS_NOT_NULL":
            return Set([expression["arg"]?.names("fields").last].compactMap(\.self))
        case "BoolExpr" where expression.text("boolop") == "AND_EXPR":
            return expression.nodes("args").reduce(into: []) {
                $0.formUnion(provenNotNull($1))
            }
        default: return []
        }
    }
}
