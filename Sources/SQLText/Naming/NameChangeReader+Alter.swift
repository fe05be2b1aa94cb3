extension NameChangeReader {
    /// Reads what follows ALTER.
    mutating func readAlter() {
        guard !cursor.take("user", "mapping") else { return }
        if cursor.take("index") {
            readAlterLoosePart("index")
        } else if cursor.take("statistics") {
            readAlterLoosePart("statistics")
        } else if let kind = takePartKind() {
            guard let part = takePart(kind), cursor.take("rename", "to"),
                let name = cursor.takeIdentifier()
            else { return }
            var renamed = part
            renamed.part = NamedElement.Part(kind, name)
            changes.append(.renames(part, to: renamed))
        } else {
            let start = cursor.index
            guard let space = takeSpace() else { return }
            _ = cursor.takeIfExists()
            guard !cursor.isNextWord("all"), let name = cursor.takeRelation() else { return }
            var element = NamedElement(space, name)
            if space == .routine {
                element.arguments = takeArguments(countsOut: tokens.isWord(start, "procedure"))
            }
            repeat {
                readAction(element)
                cursor.index = itemEnd()
            } while cursor.takeSymbol(",")
        }
    }

    private mutating func readAlterLoosePart(_ kind: String) {
        _ = cursor.takeIfExists()
        guard let name = cursor.takeName(), cursor.take("rename", "to"),
            let new = cursor.takeIdentifier()
        else { return }
        changes.append(.renamesPart(kind: kind, name, to: new))
    }

    private mutating func readAction(_ element: NamedElement) {
        if cursor.take("add") {
            readAdd(element)
        } else if cursor.take("drop") {
            guard let kind = takeMemberKind(element) else { return }
            _ = cursor.takeIfExists()
            guard let name = cursor.takeIdentifier() else { return }
            changes.append(.drops(element.with(kind, name)))
        } else if cursor.take("rename", "to") {
            guard let name = cursor.takeIdentifier() else { return }
            var renamed = element
            renamed.name.name = name
            changes.append(.renames(element, to: renamed))
        } else if cursor.take("rename") {
            guard let kind = takeMemberKind(element), let old = cursor.takeIdentifier(),
                cursor.take("to"), let new = cursor.takeIdentifier()
            else { return }
            changes.append(.renames(element.with(kind, old), to: element.with(kind, new)))
        } else if cursor.take("set", "schema") {
            guard let schema = cursor.takeIdentifier() else { return }
            var moved = element
            moved.name.schema = schema
            changes.append(.renames(element, to: moved))
        }
    }

    /// Steps over CONSTRAINT, ATTRIBUTE or COLUMN, which may be left out; nil where it is no part that follows.
    private mutating func takeMemberKind(_ element: NamedElement) -> String? {
        if cursor.take("constraint") { return "constraint" }
        if element.space == .type { return cursor.take("attribute") ? "attribute" : nil }
        guard element.space == .relation else { return nil }
        _ = cursor.take("column")
        return "column"
    }

    private mutating func readAdd(_ element: NamedElement) {
        if cursor.isNextWord("constraint") {
            readConstraints(element, itemEnd(), true)
        } else if element.space == .type {
            guard cursor.take("attribute"), let name = cursor.takeIdentifier() else { return }
            changes.append(.makes(element.with("attribute", name), anew: true))
        } else if element.space == .relation, !isConstraintWithoutName {
            _ = cursor.take("column")
            let isAnew = !cursor.takeIfNotExists()
            guard let name = cursor.takeIdentifier() else { return }
            changes.append(.makes(element.with("column", name), anew: isAnew))
            readConstraints(element, itemEnd(), isAnew)
        }
    }
}

extension NameChangeReader {
    /// Reads what follows DROP.
    mutating func readDrop() {
        guard !cursor.take("user", "mapping") else { return }
        if cursor.take("index") {
            _ = cursor.take("concurrently")
            readDroppedNames { .dropsPart(kind: "index", $0.name) }
        } else if cursor.take("statistics") {
            readDroppedNames { .dropsPart(kind: "statistics", $0.name) }
        } else if let kind = takePartKind() {
            _ = cursor.takeIfExists()
            if let part = takePart(kind) { changes.append(.drops(part)) }
        } else if let space = takeSpace() {
            readDroppedNames(space) { .drops($0) }
        }
    }

    private mutating func readDroppedNames(
        _ space: NamedElement.Space = .relation, _ change: (NamedElement) -> NameChange
    ) {
        _ = cursor.takeIfExists()
        let countsOut = tokens.isWord(1, "procedure")
        repeat {
            guard let name = cursor.takeName() else { return }
            var element = NamedElement(space, name)
            if space == .routine { element.arguments = takeArguments(countsOut: countsOut) }
            changes.append(change(element))
        } while cursor.takeSymbol(",")
    }
}
