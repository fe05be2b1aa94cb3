/// Brings keys into an order in which each comes after those that it is to come after, else in their own order.
///
/// The order is stable: the same keys and arrows give the same order, whichever way they were put in.
struct OrderedGraph<Key: Hashable & Comparable & Sendable> {
    /// Keys that cannot be ordered, each to come after the one that follows it, and the last after the first.
    struct Cycle: Error {
        var keys: [Key]
    }

    private var needs: [Key: Set<Key>] = [:]

    /// The keys, in their own order.
    var keys: [Key] { needs.keys.sorted() }

    /// Puts a key in.
    mutating func insert(_ key: Key) {
        if needs[key] == nil { needs[key] = [] }
    }

    /// Has `key` come after `other`; both are in the graph, else nothing happens.
    mutating func order(_ key: Key, after other: Key) {
        guard key != other, needs[other] != nil else { return }
        needs[key]?.insert(other)
    }

    /// The order.
    ///
    /// Depth first, so that what a key needs stands right before it; without recursion, as chains may be long.
    func sorted() throws(Cycle) -> [Key] {
        var result: [Key] = []
        result.reserveCapacity(needs.count)
        var isDone: [Key: Bool] = [:]
        var path: [(key: Key, rest: ArraySlice<Key>)] = []
        for start in keys where isDone[start] == nil {
            isDone[start] = false
            path.append((start, sortedNeeds(start)))
            while let last = path.indices.last {
                if let next = path[last].rest.popFirst() {
                    switch isDone[next] {
                    case true?: continue
                    case false?:
                        let begin = path.firstIndex { $0.key == next } ?? 0
                        throw Cycle(keys: path[begin...].map(\.key))
                    case nil:
                        isDone[next] = false
                        path.append((next, sortedNeeds(next)))
                    }
                } else {
                    let done = path.removeLast().key
                    isDone[done] = true
                    result.append(done)
                }
            }
        }
        return result
    }

    private func sortedNeeds(_ key: Key) -> ArraySlice<Key> {
        (needs[key] ?? []).sorted()[...]
    }
}
