/// Locks by relation: a relation keeps its place and its strongest mode.
struct LockList {
    private(set) var all: [PredictedLock] = []
    private var places: [QualifiedName: Int] = [:]

    /// Adds a lock; without a name there is nothing to lock.
    mutating func add(_ mode: LockMode, on relation: QualifiedName?) {
        guard let relation else { return }
        guard let place = places[relation] else {
            places[relation] = all.count
            all.append(PredictedLock(relation: relation.description, mode: mode))
            return
        }
        all[place].mode = max(all[place].mode, mode)
    }

    /// Adds all locks of another list.
    mutating func add(_ other: Self) {
        for (relation, place) in other.places.sorted(by: { $0.value < $1.value }) {
            add(other.all[place].mode, on: relation)
        }
    }
}
