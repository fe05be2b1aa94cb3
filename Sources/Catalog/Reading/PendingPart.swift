/// A constraint or an index of which the server told numbers only; its text needs the names of columns that other
/// queries read.
struct PendingPart: Sendable {
    enum Kind: Sendable {
        case constraint(Constraint)
        case index(Index)
    }

    /// `head (keys) REFERENCES table(tableKeys)tail (tailKeys)`, or `head (keys) INCLUDE (included)`.
    struct Constraint: Sendable {
        var head: [UInt8]
        var included: [Int]
        /// The OID of the table that a foreign key refers to; 0 for none.
        var table: UInt32
        var tableKeys: [Int]
        var tail: [UInt8]
        var tailKeys: [Int]
    }

    /// What `pg_index` says of each key.
    struct Index: Sendable {
        var method: String
        var classes: [Int]
        var collations: [Int]
        var orders: [Int]
        /// How many of the columns are keys; the others are included.
        var keyCount: Int
        var nullsNotDistinct: Bool
    }

    /// The OID by which the server is asked for the text where it cannot be put together.
    var address: UInt32
    /// The numbers of the columns.
    var keys: [Int]
    var kind: Kind
}

/// Which operator classes of the server's own are the default of the type that they are made for.
struct OperatorClasses: Sendable {
    private var types: [Int: UInt32] = [:]

    /// Those of extensions are left out: they may have options, which an index shows.
    static let query = "select oid, opcintype from pg_opclass where opcdefault and oid < 16384"

    init(_ rows: [[String?]]) {
        for row in rows {
            guard let address = row[0].flatMap({ Int($0) }), let type = row[1] else { continue }
            types[address] = UInt32(type)
        }
    }

    /// Whether an index on a column of the type does not show this class.
    ///
    /// False where that takes more than a look at the type, as for arrays, domains and enumerations.
    func isDefault(_ address: Int, of type: UInt32) -> Bool {
        guard let made = types[address] else { return false }
        // text, which varchar has the classes of.
        return made == type || (made == 25 && type == 1043)
    }
}

extension PendingPart.Index {
    /// Access methods of the server's own whose default classes have no options.
    var isPlainMethod: Bool {
        switch method {
        case "btree", "hash", "gin", "brin", "spgist": true
        default: false
        }
    }

    /// What follows the name of a key.
    func order(of key: Int) -> String {
        switch orders[key] {
        case 1: " DESC NULLS LAST"
        case 2: " NULLS FIRST"
        case 3: " DESC"
        default: ""
        }
    }
}
