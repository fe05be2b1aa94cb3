extension SHA256 {
    /// The 32 bytes that a hash ends with; smaller and quicker to compare than their digits.
    @safe public struct Digest: Sendable, Hashable {
        // Four words instead of a tuple or an inline array, as neither is Hashable.
        private var first: UInt64 = 0
        private var second: UInt64 = 0
        private var third: UInt64 = 0
        private var fourth: UInt64 = 0

        init() {}

        /// 64 hexadecimal digits in lower case.
        public var hexadecimal: String {
            unsafe withUnsafeBytes(of: self) { bytes in
                unsafe String(unsafeUninitializedCapacity: 64) { digits in
                    for index in 0..<32 {
                        let byte = unsafe bytes[index]
                        unsafe digits[2 * index] = Self.digit(byte >> 4)
                        unsafe digits[2 * index + 1] = Self.digit(byte & 15)
                    }
                    return 64
                }
            }
        }

        /// Whether a text is these hexadecimal digits.
        public func isWritten(as text: String) -> Bool {
            let digits = text.utf8.span
            guard digits.count == 64 else { return false }
            return unsafe withUnsafeBytes(of: self) { bytes in
                var difference: UInt8 = 0
                for index in 0..<32 {
                    let byte = unsafe bytes[index]
                    difference |= digits[2 * index] ^ Self.digit(byte >> 4)
                    difference |= digits[2 * index + 1] ^ Self.digit(byte & 15)
                }
                return difference == 0
            }
        }

        private static func digit(_ value: UInt8) -> UInt8 {
            value < 10 ? 48 + value : 87 + value
        }
    }
}
