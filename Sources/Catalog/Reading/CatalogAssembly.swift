/// What was read, sorted out: which part belongs to which object, and where.
///
/// A part whose object is not there is dropped: it went away during the read, which is found and read again.
struct CatalogAssembly: Sendable {
    private(set) var records: [CatalogRecord] = []
    private(set) var pending: [PendingPart] = []
    /// The records that are objects, sorted by name.
    private var objects: [Int32] = []
    /// The places in `objects` by address.
    private var owners: [UInt64: Int32] = [:]
    /// The records that are parts, those of each object together and in their order.
    private var parts: [Part] = []
    /// Where the parts of an object begin; one more at the end.
    private var starts: [Int] = []

    private struct Part: Sendable {
        var record: Int32
        /// Kind, place, and whether it is an addition: what they are sorted by before their names.
        var rank: UInt64
    }

    /// What depends on what, by the objects where it begins; nil where that was not read.
    private var edges: [[Edge]]?

    init(_ readings: [CatalogReading], hasEdges: Bool) {
        records.reserveCapacity(readings.reduce(0) { $0 + $1.records.count })
        for reading in readings {
            let first = records.count
            records.append(contentsOf: reading.records)
            if !reading.pending.isEmpty {
                let shift = Int32(pending.count)
                for number in first..<records.count where records[number].pending >= 0 {
                    records[number].pending += shift
                }
                pending.append(contentsOf: reading.pending)
            }
        }
        sortObjects()
        sortParts()
        if hasEdges {
            let (names, places) = names()
            edges = EdgeMaking(readings.flatMap(\.dependencies), names: names, places: places)
                .edges(of: objects.count)
        }
    }

    /// The elements, and which of them the addresses in the server are.
    private func names() -> ([PlacedName], [Address: Int32]) {
        var names: [PlacedName] = []
        var places: [Address: Int32] = [:]
        names.reserveCapacity(records.count)
        places.reserveCapacity(records.count)
        for (place, number) in objects.enumerated() {
            let record = records[Int(number)]
            guard case .object(let kind) = record.kind else { continue }
            let object = ObjectName(kind, record.identity)
            func add(_ record: CatalogRecord, _ part: PartName?) {
                guard !record.isAddition, let location = record.location else { return }
                places[location] = Int32(names.count)
                names.append(PlacedName(name: ElementName(object, part), object: Int32(place)))
            }
            add(record, nil)
            for part in parts[starts[place]..<starts[place + 1]] {
                let record = records[Int(part.record)]
                guard case .part(let kind) = record.kind else { continue }
                add(record, PartName(kind, record.identity))
            }
        }
        return (names, places)
    }

    var objectCount: Int { objects.count }

    private mutating func sortObjects() {
        var found: [(kind: ObjectKind, rank: Int, record: Int32)] = []
        for number in records.indices {
            guard case .object(let kind) = records[number].kind else { continue }
            found.append((kind, kind.rank, Int32(number)))
        }
        found.sort { left, right in
            left.rank == right.rank
                ? precedes(
                    records[Int(left.record)].identity, records[Int(right.record)].identity)
                : left.rank < right.rank
        }
        objects = found.map(\.record)
        owners.reserveCapacity(objects.count)
        for (place, number) in objects.enumerated() {
            let record = records[Int(number)]
            if record.address != 0 { owners[record.key(record.address)] = Int32(place) }
        }
    }

    /// Counts the parts of each object, and puts each behind those that came before it.
    private mutating func sortParts() {
        var owner = [Int32](repeating: -1, count: records.count)
        starts = Array(repeating: 0, count: objects.count + 1)
        for number in records.indices {
            guard case .part = records[number].kind,
                let place = owners[records[number].key(records[number].parent)]
            else { continue }
            owner[number] = place
            starts[Int(place) + 1] += 1
        }
        for place in objects.indices { starts[place + 1] += starts[place] }
        var next = starts
        parts = Array(repeating: Part(record: 0, rank: 0), count: starts[objects.count])
        for number in records.indices where owner[number] >= 0 {
            guard case .part(let kind) = records[number].kind else { continue }
            let place = Int(owner[number])
            let order = kind.isOrdered ? UInt64(UInt32(bitPattern: records[number].order)) : 0
            parts[next[place]] = Part(
                record: Int32(number),
                rank: UInt64(kind.rank) << 40 | (order ^ 0x8000_0000) << 1
                    | (records[number].isAddition ? 1 : 0))
            next[place] += 1
        }
        for place in objects.indices {
            parts[starts[place]..<starts[place + 1]].sort { left, right in
                guard left.rank == right.rank else { return left.rank < right.rank }
                return precedes(
                    records[Int(left.record)].identity, records[Int(right.record)].identity)
            }
        }
    }

    /// The place of the object that a record of a part belongs to.
    private func owner(of number: Int) -> Int? {
        owners[records[number].key(records[number].parent)].map { Int($0) }
    }

    /// The relation of an OID.
    func relation(_ address: UInt32) -> Int? {
        owners[UInt64(CatalogQuery.Space.relation.rawValue) << 32 | UInt64(address)]
            .map { Int($0) }
    }

    /// The name of an object.
    func identity(of object: Int) -> String { records[Int(objects[object])].identity }

    /// The record of a column by its number.
    func column(_ number: Int, of object: Int) -> CatalogRecord? {
        let rank =
            UInt64(PartKind.column.rank) << 40
            | (UInt64(UInt32(truncatingIfNeeded: number)) ^ 0x8000_0000) << 1
        var (low, high) = (starts[object], starts[object + 1])
        while low < high {
            let middle = (low + high) / 2
            if parts[middle].rank < rank { low = middle + 1 } else { high = middle }
        }
        guard low < starts[object + 1], parts[low].rank == rank else { return nil }
        return records[Int(parts[low].record)]
    }

    /// Calls `body` with each pending part and the object that it belongs to.
    func forEachPending(_ body: (PendingPart, _ object: Int) -> Void) {
        for number in records.indices where records[number].pending >= 0 {
            guard let owner = owner(of: number) else { continue }
            body(pending[Int(records[number].pending)], owner)
        }
    }

    /// Makes the objects of some places.
    func objects(
        _ places: Range<Int>, _ definitions: PendingDefinitions
    ) -> [CatalogObject] {
        places.map { place in
            let record = records[Int(objects[place])]
            guard case .object(let kind) = record.kind else {
                preconditionFailure("a record of an object is none")
            }
            let name = ObjectName(kind, record.identity)
            return CatalogObject(
                name: name, properties: record.properties, sorted: parts(of: place, definitions),
                edges: edges?[place] ?? [])
        }
    }

    private func parts(of object: Int, _ definitions: PendingDefinitions) -> [CatalogPart] {
        let range = starts[object]..<starts[object + 1]
        var result: [CatalogPart] = []
        result.reserveCapacity(range.count)
        var last: UInt64 = 0
        for part in parts[range] {
            let record = records[Int(part.record)]
            guard case .part(let kind) = record.kind else { continue }
            if record.isAddition {
                guard let base = result.last, part.rank >> 1 == last >> 1,
                    !(record.properties.isDefault && base.properties.holds("generated"))
                else { continue }
                result[result.count - 1] = CatalogPart(
                    name: base.name, properties: base.properties.merged(with: record.properties))
                continue
            }
            last = part.rank
            var properties = record.properties
            if record.pending >= 0 {
                properties = properties.merged(
                    with: definitions.properties(
                        of: pending[Int(record.pending)], in: object, self))
            }
            result.append(
                CatalogPart(name: PartName(kind, record.identity), properties: properties))
        }
        return result
    }
}

extension PropertyList {
    /// Whether it is the addition of a default, which a generated column has not.
    fileprivate var isDefault: Bool { json.starts(with: "{\"default\":".utf8) }
}
