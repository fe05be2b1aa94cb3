import Catalog
import SQLText

/// What ALTER says to bring a trigger or a rule to a state; nil is the usual one.
func enabling(_ state: String?) -> String {
    switch state {
    case "DISABLED": "DISABLE"
    case .some(let state): "ENABLE \(state)"
    case nil: "ENABLE"
    }
}

/// What most kinds have in common: owner, comment, labels.
extension Creator {
    /// The statements that give an object its owner, its grants, its comment and its labels.
    ///
    /// - Parameters:
    ///   - keyword: what ALTER and COMMENT call the kind, as `TABLE`.
    ///   - name: the name as they want it.
    ///   - grants: what GRANT calls the kind and the letter of its privileges; nil where there are none.
    func common(
        _ properties: PropertyValues, _ keyword: String, _ name: String,
        grants: GrantTarget? = nil
    ) -> [String] {
        var statements: [String] = []
        if let owner = properties.text("owner"), owner != self.owner {
            statements.append("ALTER \(keyword) \(name) OWNER TO \(quoteIdentifier(owner))")
        }
        if let grants {
            statements += grantStatements(
                properties.map("grants"), on: grants, owner: properties.text("owner"))
        }
        return statements + remarks(properties, keyword, name)
    }

    /// The comment and the labels.
    func remarks(_ properties: PropertyValues, _ keyword: String, _ name: String) -> [String] {
        var statements: [String] = []
        if let comment = properties.text("comment") {
            statements.append("COMMENT ON \(keyword) \(name) IS \(quoteLiteral(comment))")
        }
        for (provider, label) in properties.map("securityLabels") ?? [] {
            statements.append(
                "SECURITY LABEL FOR \(quoteIdentifier(provider)) ON \(keyword) \(name) IS \(quoteLiteral(label))"
            )
        }
        return statements
    }

    /// `DEPENDS ON EXTENSION` for each extension that takes the object with it.
    func extensionStatements(_ properties: PropertyValues, _ object: String) -> [String] {
        properties.list("dependsOnExtensions").map {
            "ALTER \(object) DEPENDS ON EXTENSION \($0)"
        }
    }

    /// `name TO value`, for `SET`.
    ///
    /// The server keeps a list of names as one text; here each is a constant of its own.
    func setting(_ name: String, _ value: String) -> String {
        let lists: Set = [
            "search_path", "session_preload_libraries", "shared_preload_libraries",
            "local_preload_libraries", "temp_tablespaces", "unix_socket_directories",
        ]
        let parts = NameScanner.pieces(name, between: ".").map(quoteIdentifier)
        let spelled =
            lists.contains(name)
            ? NameScanner.pieces(value, between: ",").map { quoteLiteral(unquoted($0)) }
                .joined(separator: ", ")
            : quoteLiteral(value)
        return "\(parts.joined(separator: ".")) TO \(spelled)"
    }

    /// A name of a list without spaces around it and its double quotes.
    private func unquoted(_ text: String) -> String {
        var name = text[...]
        while name.first == " " { name.removeFirst() }
        while name.last == " " { name.removeLast() }
        guard name.count > 1, name.first == "\"", name.last == "\"" else { return String(name) }
        return String(name.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
}
