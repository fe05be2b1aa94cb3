extension CatalogObject {
    /// The text of the object's file in a snapshot, byte for byte, with a line end at its end.
    public var snapshotText: String {
        String(decoding: ObjectFile.render(self), as: UTF8.self)
    }
}
