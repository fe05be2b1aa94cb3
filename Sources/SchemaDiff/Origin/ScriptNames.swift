package import Catalog
package import SQLText

/// What the statements of one script do to which names, each with its place.
///
/// Told from tokens, the statements inside DO blocks and in strings that are executed among them; the last statement that
/// answers a question counts.
package struct ScriptNames: Sendable {
    /// A statement, or one inside it, and the place of the name in it.
    package struct Place: Sendable, Hashable {
        /// The statement of the script, from 0.
        package var statement: Int
        /// The name in it; where the statement begins, when the name is not there.
        package var position: SourcePosition
    }

    private struct Clause {
        var statement: Int
        var text: String
        var start: SourcePosition
        var changes: [NameChange]
        var command: String
        var target: QualifiedName?
        var mentions: [NameMention]
    }

    private let clauses: [Clause]
    /// Where each statement begins and where its last line is.
    package let extents: [(start: SourcePosition, lastLine: Int)]

    /// Reads the statements of a script.
    package init(_ statements: [Statement]) {
        var clauses: [Clause] = []
        for (index, statement) in statements.enumerated() {
            clauses.append(Self.clause(index, statement.text, statement.start, statement))
            let inside = EmbeddedStatement.all(
                in: statement.text,
                standardConformingStrings: statement.standardConformingStrings)
            for one in inside {
                let before = statement.text.utf8.prefix(one.offset)
                let start = statement.start.advanced(over: Substring(before))
                clauses.append(Self.clause(index, one.text, start, statement))
            }
        }
        self.clauses = clauses
        extents = statements.map { ($0.codeStart, $0.lastLine) }
    }

    private static func clause(
        _ index: Int, _ text: String, _ start: SourcePosition, _ statement: Statement
    ) -> Clause {
        let standard = statement.standardConformingStrings
        let shape = StatementShape(text, standardConformingStrings: standard)
        return Clause(
            statement: index, text: text, start: start,
            changes: NameChange.read(text, standardConformingStrings: standard),
            command: shape.command, target: shape.target,
            mentions: NameMention.all(in: text, standardConformingStrings: standard))
    }

    /// The statement that makes it, or gives it its name.
    package func making(_ element: ElementName) -> Place? {
        guard let wanted = WantedName(element) else { return nil }
        return last { clause in
            clause.changes.contains { change in
                switch change {
                case .makes(let made, _): wanted.isNamed(by: made)
                case .renames(_, let new): wanted.isNamed(by: new)
                default: false
                }
            }
        }.map { place(of: wanted, in: $0) }
    }

    /// The statement that drops it or takes its name away.
    package func dropping(_ element: ElementName) -> Place? {
        guard let wanted = WantedName(element) else { return nil }
        return last { $0.changes.contains { wanted.isTakenAway(by: $0) } }
            .map { place(of: wanted, in: $0) }
    }

    /// The statement that drops something of the same name: of other arguments, or in another schema.
    package func droppingNamesake(of element: ElementName) -> Place? {
        guard var wanted = WantedName(element) else { return nil }
        wanted.object.arguments = nil
        wanted.ignoresSchema = true
        return last { $0.changes.contains { wanted.isTakenAway(by: $0) } }
            .map { place(of: wanted, in: $0) }
    }

    /// The statement that acts on it, or else on the object that it is on, or else only names it.
    ///
    /// - Parameters:
    ///   - property: what is sought of it; what says a comment or grants is looked for among such statements first.
    ///   - isActing: whether one that only names it does not count.
    package func touching(
        _ element: ElementName, property: String? = nil, isActing: Bool = false
    ) -> Place? {
        guard let wanted = WantedName(element) else { return nil }
        let named = clauses.filter { wanted.isMentioned(in: $0.mentions) }
        let sought = named.filter { Self.isAbout(property, $0.command) }
        let acting = named.filter { clause in
            clause.target.map(wanted.isObject) == true || wanted.isActedOn(in: clause.mentions)
                || clause.changes.contains { wanted.isObject(of: $0) }
        }
        let naming = { (list: [Clause]) in
            list.filter { wanted.isPartMentioned(in: $0.mentions) }
        }
        for list in [naming(sought), naming(acting), sought, acting, isActing ? [] : named] {
            if let clause = list.last { return place(of: wanted, in: clause) }
        }
        return nil
    }

    private static func isAbout(_ property: String?, _ command: String) -> Bool {
        let kind = property?.prefix { $0 != "." }
        return switch kind {
        case "comment": command == "COMMENT"
        case "grants", "granted", "revoked": command == "GRANT" || command == "REVOKE"
        default: false
        }
    }

    private func last(_ isMeant: (Clause) -> Bool) -> Clause? { clauses.last(where: isMeant) }

    private func place(of wanted: WantedName, in clause: Clause) -> Place {
        let offset = wanted.offset(in: clause.mentions)
        let start = offset.map {
            clause.start.advanced(over: Substring(clause.text.utf8.prefix($0)))
        }
        return Place(statement: clause.statement, position: start ?? clause.start)
    }
}

extension Statement {
    /// The line that its last visible character is in.
    fileprivate var lastLine: Int {
        let code = text.unicodeScalars.reversed().drop { $0.properties.isWhitespace }.reversed()
        return start.advanced(over: code).line
    }
}
