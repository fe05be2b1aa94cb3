/// Turns what the server records of addresses into edges between what is in the catalog.
struct EdgeMaking {
    private let names: [Address: ElementName]
    /// What an address counts as, whether it has a name or not.
    private var forced: [Address: Address] = [:]
    /// What it counts as where it has no name.
    private var inside: [Address: Address] = [:]
    /// What it is an entry of.
    private var entries: [Address: Address] = [:]
    /// The extension that brought it along.
    private var extensions: [Address: Address] = [:]
    private let dependencies: [Dependency]

    init(_ dependencies: [Dependency], names: [Address: ElementName]) {
        self.dependencies = dependencies
        self.names = names
        for dependency in dependencies {
            switch dependency.letter {
            case "F": forced[dependency.from] = dependency.to
            case "E": entries[dependency.from] = dependency.to
            case "e": extensions[dependency.from] = dependency.to
            // A partitioned table and its own columns are no way to anything else.
            case "i" where dependency.from.oid != dependency.to.oid:
                inside[dependency.from] = dependency.to
            default: break
            }
        }
    }

    /// The edges, one at most of each kind between two ends, by the objects that they begin at.
    func edges() -> [ObjectName: [Edge]] {
        var found: Set<Edge> = []
        for dependency in dependencies {
            guard !"FEe".contains(dependency.letter),
                let (from, isEntry, isDefault) = beginning(dependency.from),
                let to = end(dependency.to), from != to,
                to != ElementName(from.object) || isPartitionKey(dependency)
            else { continue }
            // The server has the columns that a table is partitioned by depend on the table.
            guard !isPartitionKey(dependency) else {
                found.insert(Edge(from: to, to: from, kind: .needs))
                continue
            }
            let kind = kind(dependency, isEntry: isEntry, isDefault: isDefault)
            found.insert(Edge(from: from, to: to, kind: kind))
        }
        // What says more makes what says less superfluous.
        for edge in found {
            let weaker: [Edge.Kind] =
                switch edge.kind {
                case .attached: [.goesWith, .needs, .mentions]
                // The server drops it along even where it is needed as well.
                case .goesWith: [.needs, .mentions]
                case .needs: [.mentions]
                default: []
                }
            for kind in weaker { found.remove(Edge(from: edge.from, to: edge.to, kind: kind)) }
        }
        return Dictionary(grouping: found, by: \.from.object)
    }

    private func kind(_ dependency: Dependency, isEntry: Bool, isDefault: Bool) -> Edge.Kind {
        switch dependency.letter {
        // Who a mapping and default privileges are of is no owner that could be changed.
        case "O":
            ["pg_user_mapping", "pg_default_acl"].contains(dependency.from.catalog)
                ? .needs : .owner
        case "A": .grantee
        case "M": .mentions
        case "P", "i": .attached
        case "n", "R": isDefault ? .default : .needs
        case "a" where isDefault: .default
        case "a" where isEntry: .mentions
        case "a" where isOwnedSequence(dependency): .ownedBy
        default: .goesWith
        }
    }

    private func isPartitionKey(_ dependency: Dependency) -> Bool {
        let (from, to) = (dependency.from, dependency.to)
        return dependency.letter == "i" && from.catalog == "pg_class"
            && to == Address(catalog: from.catalog, oid: from.oid) && from.column != 0
    }

    private func isOwnedSequence(_ dependency: Dependency) -> Bool {
        names[dependency.from]?.object.kind == .sequence && dependency.to.column != 0
    }

    /// What in the catalog depends; nothing of an extension does.
    private func beginning(
        _ address: Address
    ) -> (name: ElementName, isEntry: Bool, isDefault: Bool)? {
        var (address, isEntry) = (address, false)
        let isDefault = address.catalog == "pg_attrdef"
        for _ in 0..<8 {
            if let next = forced[address] {
                address = next
            } else if let name = names[address] {
                return (name, isEntry, isDefault)
            } else if let next = inside[address] {
                address = next
            } else if let next = entries[address] {
                (address, isEntry) = (next, true)
            } else if address.column != 0 {
                address.column = 0
            } else {
                return nil
            }
        }
        return nil
    }

    /// What in the catalog is depended on; nil where it is not in it.
    private func end(_ address: Address) -> ElementName? {
        var address = address
        for _ in 0..<8 {
            if let next = forced[address] {
                address = next
            } else if let name = names[address] {
                return name
            } else if let next = inside[address] ?? extensions[address] {
                address = next
            } else if address.column != 0 {
                address.column = 0
            } else {
                return nil
            }
        }
        return nil
    }
}
