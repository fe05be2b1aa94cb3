/// An object, or a part of one, as a statement names it.
public struct NamedElement: Sendable, Hashable {
    /// Kinds of objects among which a name is used once.
    public enum Space: Sendable, Hashable {
        /// Tables of all kinds, views and sequences.
        case relation
        /// Types and domains.
        case type
        /// Functions, procedures and aggregates, told apart by their arguments.
        case routine
        /// Any other kind, in the upper-case words that follow CREATE: `EVENT TRIGGER`.
        case other(String)
    }

    /// A part of an object.
    public struct Part: Sendable, Hashable {
        /// `column`, `attribute`, `constraint`, `index`, `statistics`, `trigger`, `rule` or `policy`.
        public var kind: String
        /// The name as the catalog holds it.
        public var name: String

        /// Makes a part.
        public init(_ kind: String, _ name: String) {
            self.kind = kind
            self.name = name
        }
    }

    /// Among which objects it is named.
    public var space: Space
    /// The object; without a schema where the statement has none.
    public var name: QualifiedName
    /// The types that a routine takes; nil where the statement does not list them.
    public var arguments: ArgumentTypes?
    /// The part of the object; nil for the object itself.
    public var part: Part?

    /// Makes a name.
    public init(
        _ space: Space, _ name: QualifiedName, arguments: ArgumentTypes? = nil, part: Part? = nil
    ) {
        self.space = space
        self.name = name
        self.arguments = arguments
        self.part = part
    }

    func with(_ kind: String, _ name: String) -> NamedElement {
        NamedElement(space, self.name, arguments: arguments, part: Part(kind, name))
    }
}

/// What a statement does to names, told from its tokens alone.
///
/// What a DO block, a function or a CASCADE does is not in it, nor what has no name in the statement: a constraint or an
/// index that the server names.
public enum NameChange: Sendable, Hashable {
    /// It makes something; `anew` when it fails where that name is taken already, so neither OR REPLACE nor IF NOT EXISTS.
    case makes(NamedElement, anew: Bool)
    /// It takes something away, with all that is on it.
    case drops(NamedElement)
    /// It takes an index or statistics away, which it names without their table.
    case dropsPart(kind: String, QualifiedName)
    /// It gives something another name, or another schema.
    case renames(NamedElement, to: NamedElement)
    /// It gives an index or statistics another name, and names them without their table.
    case renamesPart(kind: String, QualifiedName, to: String)

    /// The changes of a statement, in its order; nothing for what is neither CREATE nor ALTER nor DROP, and for temporary
    /// objects.
    public static func read(
        _ text: String, standardConformingStrings: Bool = true
    ) -> [NameChange] {
        var tokens = TokenList(
            text, standardConformingStrings: standardConformingStrings, limit: 4096)
        guard ["create", "alter", "drop"].contains(where: { tokens.isWord(0, $0) }) else {
            return []
        }
        if tokens.isCut {
            tokens = TokenList(text, standardConformingStrings: standardConformingStrings)
        }
        var reader = NameChangeReader(tokens)
        reader.read()
        return reader.changes
    }
}

extension QualifiedName {
    /// Reads a name as SQL writes it, up to what follows it; nil where none begins the text.
    public init?(parsing text: String) {
        var cursor = TokenCursor(TokenList(text, standardConformingStrings: true))
        guard let name = cursor.takeName() else { return nil }
        self = name
    }
}
