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
        let ordered = parts.filter { $0.name.kind.isOrdered }
        let others = parts.filter { !$0.name.kind.isOrdered }
        self.init(
            name: name, properties: properties,
            sorted: ordered + others.sorted { $0.name < $1.name }, edges: edges)
    }

    /// Makes an object of parts that are in their order already.
    init(
        name: ObjectName, properties: PropertyList, sorted parts: [CatalogPart], edges: [Edge]
    ) {
        self.name = name
        self.properties = properties
        self.edges = edges.sorted()
        self.parts = parts
        // All in one: each piece of a hash has a cost of its own.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            properties.json.count + 96 + parts.reduce(0) { $0 + $1.properties.json.count + 40 })
        func append(_ kind: String, _ identity: String) {
            bytes.append(contentsOf: kind.utf8)
            bytes.append(0x20)
            bytes.append(contentsOf: identity.utf8)
            bytes.append(0x0A)
        }
        append(name.kind.rawValue, name.identity)
        bytes.append(contentsOf: properties.json)
        for part in parts {
            bytes.append(0x0A)
            append(part.name.kind.rawValue, part.name.identity)
            bytes.append(contentsOf: part.properties.json)
        }
        hash = ContentHash(SHA256.hash(bytes))
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
