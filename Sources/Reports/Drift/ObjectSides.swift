public import Catalog
public import SchemaDiff

/// An object that differs, as it is expected and as it is in the database, and where the snapshot has it.
///
/// Reports are complete without it; with it they point at the line of the snapshot, and show both sides whole.
public struct ObjectSides: Sendable, Hashable {
    /// The object.
    public var name: ObjectName
    /// The file that a reader is sent to: the object's in the snapshot, else the snapshot's manifest.
    public var file: String?
    /// The object as it is expected; nil where it is not expected or not known.
    public var expected: CatalogObject?
    /// The object as it is; nil where it is missing.
    public var actual: CatalogObject?

    /// Makes a pair.
    public init(
        name: ObjectName, file: String? = nil, expected: CatalogObject? = nil,
        actual: CatalogObject? = nil
    ) {
        self.name = name
        self.file = file
        self.expected = expected
        self.actual = actual
    }
}

extension ObjectSides {
    /// Both sides of every object that differs, in the order of the differences.
    ///
    /// - Parameters:
    ///   - actual: the catalog of the database.
    ///   - expected: gives the object that is expected, nil where it is not known.
    ///   - file: gives the file that a reader is sent to.
    /// - Throws: what `expected` throws.
    public static func collect<Failure: Error>(
        _ differences: [Difference], actual: Catalog,
        expected: (ObjectName) throws(Failure) -> CatalogObject?, file: (ObjectName) -> String?
    ) throws(Failure) -> [ObjectSides] {
        var seen: Set<ObjectName> = []
        var sides: [ObjectSides] = []
        for difference in differences where seen.insert(difference.object).inserted {
            let name = difference.object
            sides.append(
                ObjectSides(
                    name: name, file: file(name), expected: try expected(name), actual: actual[name]
                ))
        }
        return sides
    }
}
