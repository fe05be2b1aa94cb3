/// An element with the object that it is or belongs to.
struct PlacedName: Sendable {
    var name: ElementName
    /// Which of the objects.
    var object: Int32
}

/// Turns what the server records of addresses into edges between what is in the catalog.
///
/// Elements are numbers until the end, since most of what the server records is said more than once.
struct EdgeMaking {
    private let names: [PlacedName]
    /// Which of the names an address has.
    private let places: [Address: Int32]
    /// What an address counts as, whether it has a name or not.
    private var forced: [Address: Address] = [:]
    /// What it counts as where it has no name.
    private var inside: [Address: Address] = [:]
    /// What it is an entry of.
    private var entries: [Address: Address] = [:]
    /// The extension that brought it along.
    private var extensions: [Address: Address] = [:]
    private let dependencies: [Dependency]

    init(_ dependencies: [Dependency], names: [PlacedName], places: [Address: Int32]) {
        self.dependencies = dependencies
        self.names = names
        self.places = places
        for dependency in dependencies {
            switch dependency.letter {
            case UInt8(ascii: "F"): forced[dependency.from] = dependency.to
            case UInt8(ascii: "E"): entries[dependency.from] = dependency.to
            case UInt8(ascii: "e"): extensions[dependency.from] = dependency.to
            // A partitioned table and its own columns are no way to anything else.
            case UInt8(ascii: "i") where !dependency.from.isOfSameRow(as: dependency.to):
                inside[dependency.from] = dependency.to
            default: break
            }
        }
    }

    /// An edge as it is found: two names by number, and how.
    private struct Found: Hashable {
        var from: Int32
        var to: Int32
        var kind: Edge.Kind

        func hash(into hasher: inout Hasher) {
            hasher.combine(UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: to)))
        }
    }

    /// The edges, one at most of each kind between two ends, by the objects that they begin at.
    ///
    /// - Parameter count: of objects.
    func edges(of count: Int) -> [[Edge]] {
        var found: Set<Found> = []
        found.reserveCapacity(dependencies.count / 2)
        for dependency in dependencies {
            guard !Self.isOfForm(dependency.letter),
                let (from, isEntry, isDefault) = beginning(dependency.from),
                let to = end(dependency.to), names[Int(from)].name != names[Int(to)].name
            else { continue }
            // The server has the columns that a table is partitioned by depend on the table.
            guard !isPartitionKey(dependency) else {
                found.insert(Found(from: to, to: from, kind: .needs))
                continue
            }
            // That a part needs its object goes without saying.
            guard
                names[Int(to)].object != names[Int(from)].object || names[Int(to)].name.part != nil
            else { continue }
            let kind = kind(dependency, isEntry: isEntry, isDefault: isDefault)
            found.insert(Found(from: from, to: to, kind: kind))
        }
        var edges: [[Edge]] = Array(repeating: [], count: count)
        for edge in found where !isSaidBy(edge, found) {
            let from = names[Int(edge.from)]
            edges[Int(from.object)].append(
                Edge(from: from.name, to: names[Int(edge.to)].name, kind: edge.kind))
        }
        return edges
    }

    /// Whether another edge between the same ends says more.
    private func isSaidBy(_ edge: Found, _ found: Set<Found>) -> Bool {
        let stronger: [Edge.Kind] =
            switch edge.kind {
            case .goesWith: [.attached]
            // The server drops it along even where it is needed as well.
            case .needs: [.attached, .goesWith]
            case .mentions: [.attached, .goesWith, .needs]
            default: []
            }
        return stronger.contains {
            found.contains(Found(from: edge.from, to: edge.to, kind: $0))
        }
    }

    /// Whether a letter tells what an address is, and not what it depends on.
    private static func isOfForm(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "F") || letter == UInt8(ascii: "E") || letter == UInt8(ascii: "e")
    }

    private func kind(_ dependency: Dependency, isEntry: Bool, isDefault: Bool) -> Edge.Kind {
        switch dependency.letter {
        // Who a mapping and default privileges are of is no owner that could be changed.
        case UInt8(ascii: "O"):
            dependency.from.isIn(.userMapping) || dependency.from.isIn(.defaultPrivileges)
                ? .needs : .owner
        case UInt8(ascii: "A"): .grantee
        case UInt8(ascii: "M"): .mentions
        case UInt8(ascii: "P"), UInt8(ascii: "i"): .attached
        case UInt8(ascii: "n"), UInt8(ascii: "R"): isDefault ? .default : .needs
        case UInt8(ascii: "a") where isDefault: .default
        case UInt8(ascii: "a") where isEntry: .mentions
        case UInt8(ascii: "a") where isOwnedSequence(dependency): .ownedBy
        default: .goesWith
        }
    }

    private func isPartitionKey(_ dependency: Dependency) -> Bool {
        let (from, to) = (dependency.from, dependency.to)
        return dependency.letter == UInt8(ascii: "i") && from.isIn(.class)
            && from.hasColumn && to == from.withoutColumn
    }

    private func isOwnedSequence(_ dependency: Dependency) -> Bool {
        dependency.to.hasColumn
            && places[dependency.from].map { names[Int($0)].name.object.kind } == .sequence
    }

    /// What in the catalog depends; nothing of an extension does.
    private func beginning(
        _ address: Address
    ) -> (name: Int32, isEntry: Bool, isDefault: Bool)? {
        var (address, isEntry) = (address, false)
        let isDefault = address.isIn(.attributeDefault)
        for _ in 0..<8 {
            if let next = forced[address] {
                address = next
            } else if let name = places[address] {
                return (name, isEntry, isDefault)
            } else if let next = inside[address] {
                address = next
            } else if let next = entries[address] {
                (address, isEntry) = (next, true)
            } else if address.hasColumn {
                address = address.withoutColumn
            } else {
                return nil
            }
        }
        return nil
    }

    /// What in the catalog is depended on; nil where it is not in it.
    private func end(_ address: Address) -> Int32? {
        var address = address
        for _ in 0..<8 {
            if let next = forced[address] {
                address = next
            } else if let name = places[address] {
                return name
            } else if let next = inside[address] ?? extensions[address] {
                address = next
            } else if address.hasColumn {
                address = address.withoutColumn
            } else {
                return nil
            }
        }
        return nil
    }
}
