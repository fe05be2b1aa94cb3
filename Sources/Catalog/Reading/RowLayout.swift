/// How the columns of a catalog query are read: some say which object a row is about, the others are properties.
///
/// A column whose name begins with an underscore is one of the former. A row of a part without a name has properties for the
/// part of this kind in the same place.
struct RowLayout {
    /// A column that becomes a property.
    struct Property {
        /// The name with quotes and colon: `"notNull":`.
        let key: [UInt8]
        let name: String
        let form: ValueForm
    }

    private(set) var kind: Int?
    private(set) var part: Int?
    private(set) var address: Int?
    private(set) var parent: Int?
    private(set) var order: Int?
    private(set) var schema: Int?
    private(set) var name: Int?
    private(set) var arguments: Int?
    private(set) var identity: Int?
    private(set) var owner: Int?
    private(set) var type: Int?
    private(set) var collation: Int?
    /// What a constraint or an index is put together of.
    private(set) var pieces = PieceLayout()
    /// In the order of their names.
    private(set) var properties: [Property] = []
    /// Their columns.
    private(set) var columns: [Int] = []

    /// - Precondition: the names are what this project's own queries give.
    init(_ names: [String]) {
        var found: [(column: Int, property: Property)] = []
        for (index, column) in names.enumerated() {
            switch column {
            case "_kind": kind = index
            case "_part": part = index
            case "_oid": address = index
            case "_parent": parent = index
            case "_order": order = index
            case "_schema": schema = index
            case "_name": name = index
            case "_arguments": arguments = index
            case "_identity": identity = index
            case "_owner": owner = index
            case "_type": type = index
            case "_collation": collation = index
            default:
                if pieces.take(column, index) { continue }
                let pieces = column.split(separator: ":", maxSplits: 1)
                guard let form = ValueForm(pieces.dropFirst().first), let name = pieces.first else {
                    preconditionFailure("a catalog query has the column \(column)")
                }
                let property = Property(
                    key: Array("\"\(name)\":".utf8), name: String(name), form: form)
                found.append((index, property))
            }
        }
        found.sort { precedes($0.property.name, $1.property.name) }
        properties = found.map(\.property)
        columns = found.map(\.column)
        owner = owner ?? found.first { $0.property.name == "owner" }?.column
        pieces.method = found.first { $0.property.name == "method" }?.column
    }
}

/// The columns of which `PendingPart` is made.
struct PieceLayout {
    private(set) var keys: Int?
    private(set) var head: Int?
    private(set) var included: Int?
    private(set) var table: Int?
    private(set) var tableKeys: Int?
    private(set) var tail: Int?
    private(set) var tailKeys: Int?
    private(set) var classes: Int?
    private(set) var collations: Int?
    private(set) var orders: Int?
    private(set) var keyCount: Int?
    private(set) var nullsNotDistinct: Int?
    var method: Int?

    /// Takes a column by its name, as the server folds it; false for one that is none of these.
    mutating func take(_ name: String, _ column: Int) -> Bool {
        switch name {
        case "_keys": keys = column
        case "_head": head = column
        case "_included": included = column
        case "_table": table = column
        case "_tablekeys": tableKeys = column
        case "_tail": tail = column
        case "_tailkeys": tailKeys = column
        case "_classes": classes = column
        case "_collations": collations = column
        case "_orders": orders = column
        case "_keycount": keyCount = column
        case "_nullsnotdistinct": nullsNotDistinct = column
        default: return false
        }
        return true
    }
}
