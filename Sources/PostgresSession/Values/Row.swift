import CLibPQ

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A result of libpq, which nobody writes to after it was received; so any thread may read it.
final class ResultStorage: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes over the result and frees it in the end.
    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    var columns: [String] {
        (0..<PQnfields(pointer)).map { PQfname(pointer, $0).map { String(cString: $0) } ?? "" }
    }
}

/// One row of a result; values are decoded when they are read.
///
/// The row keeps the memory of its whole result: copy out the values of a row that is kept long.
public struct Row: Sendable {
    let storage: ResultStorage
    let index: Int32

    /// The number of columns.
    public var count: Int { Int(PQnfields(storage.pointer)) }

    /// The names of the columns in order.
    public var columnNames: [String] { storage.columns }

    /// The text of the value in a column, counted from 0; nil is NULL.
    public subscript(column: Int) -> String? {
        guard let bytes = value(in: column) else { return nil }
        return withExtendedLifetime(storage) { String(decoding: bytes, as: UTF8.self) }
    }

    /// The text of the value in the first column of that name; nil is NULL.
    ///
    /// - Precondition: the result has such a column.
    public subscript(name: String) -> String? {
        let column = name.withCString { name in
            (0..<PQnfields(storage.pointer)).first { column in
                PQfname(storage.pointer, column).map { strcmp($0, name) == 0 } ?? false
            }
        }
        if let column { return self[Int(column)] }
        preconditionFailure("the result has no column \(name)")
    }

    /// All values in order.
    public var values: [String?] { (0..<count).map { self[$0] } }

    /// Lends the bytes of a value to `body`, without a copy; gives nil for NULL.
    public func withBytes<Value, Failure: Error>(
        of column: Int, _ body: (Span<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value? {
        guard let bytes = value(in: column) else { return nil }
        return try withExtendedLifetime(storage) { () throws(Failure) in try body(bytes.span) }
    }

    /// The bytes of a value, valid while the storage lives.
    private func value(in column: Int) -> UnsafeBufferPointer<UInt8>? {
        let column = Int32(column)
        precondition(column >= 0 && column < PQnfields(storage.pointer), "no such column")
        guard PQgetisnull(storage.pointer, index, column) == 0,
            let start = PQgetvalue(storage.pointer, index, column)
        else { return nil }
        let count = Int(PQgetlength(storage.pointer, index, column))
        let bytes = UnsafeRawBufferPointer(start: start, count: count)
        return bytes.assumingMemoryBound(to: UInt8.self)
    }
}

extension Row {
    /// The value of a column as a number; nil for NULL and for what is no number.
    public func integer(in column: Int) -> Int? {
        guard let bytes = value(in: column), !bytes.isEmpty else { return nil }
        return withExtendedLifetime(storage) {
            var number = 0
            let isNegative = bytes[0] == UInt8(ascii: "-")
            for byte in bytes.dropFirst(isNegative ? 1 : 0) {
                guard (0x30...0x39).contains(byte) else { return nil }
                let (shifted, isTooLarge) = number.multipliedReportingOverflow(by: 10)
                let (sum, isBeyond) = shifted.addingReportingOverflow(Int(byte & 15))
                guard !isTooLarge, !isBeyond else { return nil }
                number = sum
            }
            return isNegative ? -number : number
        }
    }

    /// Whether a column has these bytes; false for NULL.
    public func holds(_ bytes: [UInt8], in column: Int) -> Bool {
        guard let value = value(in: column), value.count == bytes.count else { return false }
        return withExtendedLifetime(storage) { value.elementsEqual(bytes) }
    }

    /// Lends the bytes of the values in some columns to `body`, one after the other, with their place in the list;
    /// NULLs are left out.
    ///
    /// For the many values of many rows: one call a row, and nothing is copied.
    public func forEachValue(in columns: [Int], _ body: (Int, Span<UInt8>) -> Void) {
        withExtendedLifetime(storage) {
            for place in 0..<columns.count {
                guard let bytes = value(in: columns[place]) else { continue }
                body(place, bytes.span)
            }
        }
    }
}
