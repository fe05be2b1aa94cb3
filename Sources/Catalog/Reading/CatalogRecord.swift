/// One row of a catalog query: an object or a part, in its canonical form.
struct CatalogRecord {
    enum Kind {
        case object(ObjectKind)
        case part(PartKind)
    }

    var kind: Kind
    /// The OID by which parts find this object.
    var address: UInt32
    /// The OID of the object that this part belongs to.
    var parent: UInt32
    /// Where the part stands among its siblings; 0 where they are sorted by name.
    var order: Int
    var identity: String
    var properties: PropertyList
    /// Which catalog the OIDs are of.
    var space: CatalogQuery.Space

    /// An OID of the record with its catalog.
    func key(_ oid: UInt32) -> UInt64 { UInt64(space.rawValue) << 32 | UInt64(oid) }
}
