import SQLText

/// An object of a database with everything that belongs to it.
public struct CatalogObject: Sendable, Hashable {
    /// Its name.
    public let name: ObjectName
    /// Its own properties.
    public let properties: PropertyList
    /// Its parts by kind: columns and attributes in their own order, the others by name.
    public let parts: [CatalogPart]
    /// The hash of all of the above.
    public let hash: ContentHash
    /// What it and its parts depend on, sorted; empty where edges were not read.
    ///
    /// It is no part of the hash.
    public let edges: [Edge]

    /// Makes an object; columns and attributes come in their order, other parts and edges in any.
    ///
    /// - Precondition: all edges begin at the object or at a part of it.
    public init(
        name: ObjectName, properties: PropertyList, parts: [CatalogPart], edges: [Edge] = []
    ) {
        self.name = name
        self.properties = properties
        self.edges = edges.sorted()
        let ordered = parts.filter { $0.name.kind.isOrdered }
        let others = parts.filter { !$0.name.kind.isOrdered }
        self.parts = ordered + others.sorted { $0.name < $1.name }
        var hash = SHA256()
        let head = "\(name.kind.rawValue) \(name.identity)\n"
        hash.update(head)
        hash.update(properties.json)
        for part in self.parts {
            hash.update("\n\(part.name.kind.rawValue) \(part.name.identity)\n")
            hash.update(part.properties.json)
        }
        self.hash = ContentHash(hash.finish())
    }

    /// The parts of one kind, sorted by name.
    public func parts(_ kind: PartKind) -> [CatalogPart] {
        parts.filter { $0.name.kind == kind }
    }
}

/// A part of an object, such as a column, a constraint or a policy.
public struct CatalogPart: Sendable, Hashable {
    /// Its name within the object.
    public let name: PartName
    /// Its properties.
    public let properties: PropertyList

    /// Makes a part.
    public init(name: PartName, properties: PropertyList) {
        self.name = name
        self.properties = properties
    }
}

/// A SHA-256 over a canonical form, as hexadecimal digits.
public struct ContentHash: Sendable, Hashable, CustomStringConvertible {
    /// 64 hexadecimal digits in lower case.
    public let description: String

    /// Takes over digits.
    public init(_ digits: String) {
        description = digits
    }
}
