import PostgresSession

extension RowReader {
    /// What a constraint or an index is put together of; nil where the server has written it.
    func pending(_ row: Row, address: UInt32) -> PendingPart? {
        guard let column = layout.pieces.keys, let keys = numbers(row, column) else { return nil }
        let pieces = layout.pieces
        if let column = pieces.head {
            guard let head = bytes(row, column) else { return nil }
            let constraint = PendingPart.Constraint(
                head: head, included: numbers(row, pieces.included) ?? [],
                table: oid(row, pieces.table), tableKeys: numbers(row, pieces.tableKeys) ?? [],
                tail: bytes(row, pieces.tail) ?? [],
                tailKeys: numbers(row, pieces.tailKeys) ?? [])
            return PendingPart(address: address, keys: keys, kind: .constraint(constraint))
        }
        let index = PendingPart.Index(
            method: pieces.method.flatMap { row[$0] } ?? "",
            classes: numbers(row, pieces.classes) ?? [],
            collations: numbers(row, pieces.collations) ?? [],
            orders: numbers(row, pieces.orders) ?? [],
            keyCount: pieces.keyCount.flatMap { row.integer(in: $0) } ?? keys.count,
            nullsNotDistinct: pieces.nullsNotDistinct.map {
                row.holds([UInt8(ascii: "t")], in: $0)
            } ?? false)
        return PendingPart(address: address, keys: keys, kind: .index(index))
    }

    private func bytes(_ row: Row, _ column: Int?) -> [UInt8]? {
        column.flatMap { row.withBytes(of: $0) { array($0) } }
    }

    /// The numbers of an array `{1,2}` or a vector `1 2`.
    private func numbers(_ row: Row, _ column: Int?) -> [Int]? {
        guard let column else { return nil }
        return row.withBytes(of: column) { text in
            var numbers: [Int] = []
            var number = 0
            var isNegative = false
            var isOpen = false
            for index in text.indices {
                let byte = text[index]
                if (0x30...0x39).contains(byte) {
                    number = number * 10 + Int(byte & 15)
                    isOpen = true
                } else {
                    if isOpen { numbers.append(isNegative ? -number : number) }
                    isNegative = byte == UInt8(ascii: "-")
                    number = 0
                    isOpen = false
                }
            }
            if isOpen { numbers.append(isNegative ? -number : number) }
            return numbers
        }
    }
}
