import Synchronization

/// The pieces of a read that no session has taken yet.
final class PieceQueue: Sendable {
    private let pieces: Mutex<ArraySlice<[CatalogTask]>>

    init(_ pieces: [[CatalogTask]]) {
        self.pieces = Mutex(pieces[...])
    }

    /// Takes the next piece; nil when nothing is left.
    func next() -> [CatalogTask]? { pieces.withLock { $0.popFirst() } }

    /// Drops the rest, for a read that has failed already.
    func drop() { pieces.withLock { $0 = [] } }
}
