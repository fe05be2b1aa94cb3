import Catalog
import SQLText

/// An element of a catalog as statements would name it.
struct WantedName {
    var object: NamedElement
    let part: NamedElement.Part?
    /// Whether a name in another schema is meant too.
    var ignoresSchema = false

    /// Nil for kinds that more than a name tells from others.
    init?(_ element: ElementName) {
        guard let object = NamedElement(element.object) else { return nil }
        self.object = object
        guard let part = element.part else {
            self.part = nil
            return
        }
        guard let name = QualifiedName(parsing: part.identity), name.schema == nil else {
            return nil
        }
        self.part = NamedElement.Part(part.kind.rawValue, name.name)
    }

    /// Whether the element itself is meant.
    func isNamed(by other: NamedElement) -> Bool { other.part == part && isObject(other) }

    /// Whether a change is one of the element's object or of a part of that.
    func isObject(of change: NameChange) -> Bool {
        switch change {
        case .makes(let made, _): isObject(made)
        case .drops(let dropped): isObject(dropped)
        case .renames(let old, let new): isObject(old) || isObject(new)
        case .dropsPart, .renamesPart: isTakenAway(by: change)
        }
    }

    func isObject(_ name: QualifiedName) -> Bool {
        name.name == object.name.name && isSchema(name.schema)
    }

    func isTakenAway(by change: NameChange) -> Bool {
        switch change {
        case .drops(let dropped): isNamed(by: dropped)
        case .renames(let old, _): isNamed(by: old)
        case .dropsPart(let kind, let name), .renamesPart(let kind, let name, _):
            part == NamedElement.Part(kind, name.name) && isSchema(name.schema)
        case .makes: false
        }
    }

    private func isObject(_ other: NamedElement) -> Bool {
        guard other.space == object.space, isObject(other.name) else { return false }
        guard let mine = object.arguments, let others = other.arguments else { return true }
        return mine.fits(others)
    }

    private func isSchema(_ other: String?) -> Bool {
        ignoresSchema || other == nil || object.name.schema == nil || other == object.name.schema
    }

    // MARK: - Mentions

    /// Whether a statement names the object; for what is dropped without its table, whether it names that.
    func isMentioned(in mentions: [NameMention]) -> Bool {
        objectOffset(in: mentions) != nil
            || isNamedAlone && mentions.contains { $0.parts.last == part?.name }
    }

    func isPartMentioned(in mentions: [NameMention]) -> Bool { partOffset(in: mentions) != nil }

    /// Whether a statement may act on the object, by where its name stands.
    func isActedOn(in mentions: [NameMention]) -> Bool {
        mentions.contains { !$0.isReference && $0.offset(of: object.name) != nil }
    }

    /// Where the name is: that of the part, else that of the object.
    func offset(in mentions: [NameMention]) -> Int? {
        partOffset(in: mentions) ?? objectOffset(in: mentions)
    }

    private var isNamedAlone: Bool { part?.kind == "index" || part?.kind == "statistics" }

    private func objectOffset(in mentions: [NameMention]) -> Int? {
        let acting = mentions.lazy.filter { !$0.isReference }
        return acting.compactMap { $0.offset(of: bare) }.first
            ?? mentions.lazy.compactMap { $0.offset(of: bare) }.first
    }

    private func partOffset(in mentions: [NameMention]) -> Int? {
        guard let part else { return nil }
        let object = isNamedAlone ? nil : objectOffset(in: mentions)
        return mentions.lazy.filter { $0.parts.last == part.name }.compactMap(\.offsets.last)
            .first { $0 != object }
    }

    private var bare: QualifiedName {
        ignoresSchema ? QualifiedName(name: object.name.name) : object.name
    }
}
