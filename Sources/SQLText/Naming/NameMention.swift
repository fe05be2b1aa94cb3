/// A name as it stands in a statement: identifiers with dots between, key words that look like names among them.
package struct NameMention: Sendable, Hashable {
    /// The identifiers as the catalog holds them.
    package var parts: [String]
    /// Where each begins, in bytes of UTF-8.
    package var offsets: [Int]
    /// Whether it stands behind a word that names what the statement only refers to: `AS`, `REFERENCES`, `FROM` and the like.
    package var isReference: Bool

    /// The names in a statement, in their order; those in strings and comments are not among them.
    package static func all(
        in text: String, standardConformingStrings: Bool = true
    ) -> [NameMention] {
        let list = TokenList(text, standardConformingStrings: standardConformingStrings)
        var mentions: [NameMention] = []
        var isReference = false
        // There SELECT, REFERENCES and EXECUTE are privileges.
        let isGrant = list.isWord(0, "grant") || list.isWord(0, "revoke")
        var index = 0
        while index < list.count {
            guard let name = list.identifier(index) else {
                index += 1
                continue
            }
            if !isGrant, list.kind(index) == .word, Self.before.contains(name) {
                isReference = true
            }
            var mention = NameMention(
                parts: [name], offsets: [list.lexemes[index].range.lowerBound],
                isReference: isReference)
            index += 1
            while list.kind(index) == .dot, let next = list.identifier(index + 1) {
                mention.parts.append(next)
                mention.offsets.append(list.lexemes[index + 1].range.lowerBound)
                index += 2
            }
            mentions.append(mention)
        }
        return mentions
    }

    /// Where a name of an object begins in it, its schema with it; nil for another name.
    package func offset(of object: QualifiedName) -> Int? {
        for place in parts.indices.reversed() where parts[place] == object.name {
            guard place > 0 else { return offsets[0] }
            if object.schema == nil || parts[place - 1] == object.schema {
                return offsets[place - 1]
            }
        }
        return nil
    }

    private static let before: Set<String> = [
        "as", "references", "from", "select", "check", "is", "execute", "inherits", "like", "owned",
    ]
}

extension TokenList {
    fileprivate func identifier(_ index: Int) -> String? {
        guard kind(index) == .word || kind(index) == .quotedIdentifier else { return nil }
        return parseIdentifier(text(index))
    }
}
