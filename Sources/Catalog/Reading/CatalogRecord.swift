/// One row of a catalog query: an object or a part, in its canonical form.
struct CatalogRecord: Sendable {
    enum Kind: Sendable {
        case object(ObjectKind)
        case part(PartKind)
    }

    var kind: Kind
    /// Which catalog the OIDs are of.
    var space: CatalogQuery.Space
    /// Whether it only has properties for another record, the part of this kind in this place.
    var isAddition = false
    /// The OID by which parts find this object.
    var address: UInt32
    /// The OID of the object that this part belongs to.
    var parent: UInt32
    /// Where the part stands among its siblings; 0 where they are sorted by name.
    var order: Int32
    /// Type and collation of a column.
    var type: UInt32 = 0
    var collation: UInt32 = 0
    /// Which of the pending parts of the reading it is; -1 for none.
    var pending: Int32 = -1
    var identity: String
    var properties: PropertyList

    /// An OID of the record with its catalog.
    func key(_ oid: UInt32) -> UInt64 { UInt64(space.rawValue) << 32 | UInt64(oid) }
}
