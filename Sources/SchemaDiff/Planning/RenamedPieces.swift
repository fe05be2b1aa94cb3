import Catalog

/// Pieces that partitions have of indexes and constraints of their parents, under other names than before.
///
/// A partition has one piece of each, so that which of the old is which of the new is no guess. It cannot be dropped without
/// its parent's, and is renamed.
struct RenamedPieces {
    /// The new names by the old.
    private(set) var names: [ElementName: ElementName] = [:]

    /// Finds them from the parents down.
    init(from: Catalog, to: Catalog) {
        let tables = to.objects.filter {
            ($0.name.kind == .table || $0.name.kind == .foreignTable)
                && $0.properties["partitionOf"] != nil && from[$0.name]?.hash != $0.hash
        }
        var isMore = !tables.isEmpty
        while isMore {
            isMore = false
            for new in tables {
                guard let old = from[new.name],
                    old.properties["partitionOf"] == new.properties["partitionOf"]
                else { continue }
                isMore = find(old, new) || isMore
            }
        }
    }

    /// The new names of indexes by the old, as a piece of them names its parent.
    var indexes: [String: String] {
        Dictionary(
            names.map { old, new in (Self.qualified(old), Self.qualified(new)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The statement that gives a piece its new name.
    static func renaming(_ old: ElementName, to new: ElementName) -> PlannedStatement? {
        guard let part = new.part, let before = old.part else { return nil }
        let table = new.object
        let sql =
            part.kind == .index
            ? "ALTER INDEX \(qualified(old)) RENAME TO \(part.identity)"
            : "ALTER \(table.kind.words.uppercased()) \(table.identity) RENAME CONSTRAINT \(before.identity) TO \(part.identity)"
        return PlannedStatement(new, sql)
    }

    private static func qualified(_ piece: ElementName) -> String {
        "\(NameScanner.schema(of: piece.object.identity)).\(piece.part?.identity ?? "")"
    }

    private mutating func find(_ old: CatalogObject, _ new: CatalogObject) -> Bool {
        let before = Self.pieces(of: old)
        let after = Self.pieces(of: new)
        var isMore = false
        for (piece, parent) in before where names[piece] == nil {
            let wanted = names[parent] ?? parent
            guard !new.parts.contains(where: { $0.name == piece.part }),
                let found = after.first(where: {
                    $0.parent == wanted && $0.piece.part?.kind == piece.part?.kind
                }),
                !old.parts.contains(where: { $0.name == found.piece.part })
            else { continue }
            names[piece] = found.piece
            isMore = true
        }
        return isMore
    }

    /// The indexes and constraints of a partition with what they are pieces of.
    private static func pieces(
        of table: CatalogObject
    ) -> [(piece: ElementName, parent: ElementName)] {
        table.edges.filter { edge in
            edge.kind == .attached && edge.to.object != table.name
                && (edge.from.part?.kind == .index || edge.from.part?.kind == .constraint)
                && edge.from.part?.kind == edge.to.part?.kind
        }.map { ($0.from, $0.to) }
    }
}
