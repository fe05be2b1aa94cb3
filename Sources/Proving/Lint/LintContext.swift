import SQLText

/// A statement of a script as the rules see it.
package struct LintStatement: Sendable {
    /// What the grammar makes of it.
    package let tree: ParseTree
    /// The text that was parsed.
    package let text: String
    /// The transaction that it runs in, by number.
    package let segment: Int
    /// Whether other statements can share that transaction.
    package let isInTransaction: Bool
    /// Whether the file itself opened that transaction.
    package let isInOwnBlock: Bool

    /// Its parse tree; nil where the grammar does not take it.
    package var node: ParseNode? {
        if case .parsed(let node) = tree { node } else { nil }
    }
}

/// What a rule looks at: a statement, the script around it, and what earlier statements made.
package struct LintContext: Sendable {
    /// The script.
    package let script: LintScript
    /// Which of them.
    package let index: Int
    /// The script's number among all files.
    package let file: Int
    /// What was made before the statement.
    package let known: KnownSchema
    /// The oldest major release that the script has to run on.
    package let version: Int
    /// What runs the script waits for a lock for ever.
    package let waitsForEver: Bool

    /// What is known when the script has run to its end.
    package let knownAtTheEnd: KnownSchema
    /// The statements of the script.
    package var statements: [LintStatement] { script.statements }
    /// The statement.
    package var statement: LintStatement { statements[index] }
    /// Its parse tree.
    package let node: ParseNode

    /// The statements of the same transaction before it.
    var earlierInTransaction: [ParseNode] {
        guard statement.isInTransaction else { return [] }
        return statements[..<index].filter { $0.segment == statement.segment }.compactMap(\.node)
    }

    /// The statements of the same transaction after it.
    var laterInTransaction: [ParseNode] {
        guard statement.isInTransaction else { return [] }
        return statements[(index + 1)...].filter { $0.segment == statement.segment }
            .compactMap(\.node)
    }

    /// Whether the relation was made by this script.
    func isNew(_ relation: String) -> Bool { known.isNew(relation, in: file) }

    /// The commands of an ALTER TABLE of these kinds; none for a table that this script made.
    func alterations(_ subtypes: String...) -> [Alteration] {
        guard node.kind == "AlterTableStmt",
            node.text("objtype") ?? "OBJECT_TABLE" == "OBJECT_TABLE",
            let relation = node["relation"]?.relation, !isNew(relation)
        else { return [] }
        return node.nodes("cmds").filter { subtypes.contains($0.text("subtype") ?? "") }.map {
            Alteration(command: $0, relation: relation)
        }
    }

    /// The constraints of a type that an ALTER TABLE adds to a table that was there before.
    func addedConstraints(_ type: String) -> [Alteration] {
        alterations("AT_AddConstraint").filter { $0.definition?.text("contype") == type }
    }

    /// The value that the script has set a parameter to by now; nil where it has not.
    func setting(_ name: String) -> String? {
        for earlier in script.nearest("VariableSetStmt", before: index) {
            guard let node = earlier.node, node.text("name")?.lowercased() == name else { continue }
            if node.flag("is_local"), earlier.segment != statement.segment { continue }
            guard node.text("kind") == "VAR_SET_VALUE" else { return nil }
            return node.nodes("args").first.flatMap { value(of: $0) }
        }
        return nil
    }
}

/// One command of an ALTER TABLE.
struct Alteration: Sendable {
    let command: ParseNode
    let relation: String

    /// What it adds or changes to.
    var definition: ParseNode? { command["def"] }
    /// The column or constraint that it names.
    var name: String { command.text("name") ?? definition?.text("colname") ?? "" }
    /// The table as SQL writes it.
    var table: String { quoted(relation) }
    /// Where it is.
    var location: Int? { definition?.location }
}

/// The value of a constant, as SET takes one.
func value(of node: ParseNode) -> String? {
    if let text = node["sval"]?.name ?? node.name { return text }
    if let number = node["ival"] { return String(number.number("ival") ?? 0) }
    return nil
}

/// A name as the rules compare it, as SQL writes it.
func quoted(_ relation: String) -> String {
    relation.split(separator: ".").map { quoteIdentifier(String($0)) }.joined(separator: ".")
}
