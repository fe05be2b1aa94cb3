import PostgresSession

/// Where the server keeps an object: a catalog, the OID of a row in it, and the number of a column or 0.
///
/// One number, as a database has some ten for each column.
struct Address: Hashable, Sendable {
    private var bits: UInt64

    init(_ catalog: SystemCatalog, _ oid: UInt32, column: Int = 0) {
        self.init(catalog: catalog.rawValue, oid: oid, column: column)
    }

    fileprivate init(catalog: UInt16, oid: UInt32, column: Int) {
        // Columns of the system's own have negative numbers.
        bits =
            UInt64(catalog) << 48 | UInt64(oid) << 16
            | UInt64(UInt16(bitPattern: Int16(truncatingIfNeeded: column)))
    }

    var hasColumn: Bool { bits & 0xFFFF != 0 }

    /// The whole of what it is a column of.
    var withoutColumn: Address {
        var address = self
        address.bits &= ~0xFFFF
        return address
    }

    func isIn(_ catalog: SystemCatalog) -> Bool { bits >> 48 == UInt64(catalog.rawValue) }

    /// Whether both are the same row of the same catalog.
    func isOfSameRow(as other: Address) -> Bool { bits >> 16 == other.bits >> 16 }

    func hash(into hasher: inout Hasher) { hasher.combine(bits) }
}

/// A row of `edges.sql`.
struct Dependency: Sendable {
    var from: Address
    var to: Address
    var letter: UInt8

    init(_ row: Row) {
        func address(_ start: Int) -> Address {
            Address(
                catalog: row.integer(in: start).flatMap { UInt16(exactly: $0) } ?? 0,
                oid: row.integer(in: start + 1).flatMap { UInt32(exactly: $0) } ?? 0,
                column: row.integer(in: start + 2) ?? 0)
        }
        from = address(0)
        to = address(3)
        letter = row[6]?.utf8.first ?? UInt8(ascii: "n")
    }
}

extension CatalogRecord {
    /// Where the record is from; nil where the query does not tell.
    var location: Address? {
        switch kind {
        case .part(.column), .part(.attribute): Address(.class, parent, column: Int(order))
        case .part(let kind): address == 0 ? nil : Address(kind.catalog, address)
        case .object(let kind): address == 0 ? nil : Address(kind.catalog, address)
        }
    }
}
