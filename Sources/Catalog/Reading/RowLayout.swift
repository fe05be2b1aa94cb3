/// How the columns of a catalog query are read: some say which object a row is about, the others are properties.
///
/// A column whose name begins with an underscore is one of the former.
struct RowLayout {
    /// A column that becomes a property.
    struct Property {
        let column: Int
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
    /// In the order of their names.
    private(set) var properties: [Property] = []

    /// - Precondition: the names are what this project's own queries give.
    init(_ columns: [String]) {
        for (index, column) in columns.enumerated() {
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
            default:
                let pieces = column.split(separator: ":", maxSplits: 1)
                guard let form = ValueForm(pieces.dropFirst().first), let name = pieces.first else {
                    preconditionFailure("a catalog query has the column \(column)")
                }
                properties.append(
                    Property(
                        column: index, key: Array("\"\(name)\":".utf8), name: String(name),
                        form: form))
            }
        }
        properties.sort { precedes($0.name, $1.name) }
        owner = owner ?? properties.first { $0.name == "owner" }?.column
    }
}
