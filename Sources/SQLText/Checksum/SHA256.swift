internal import CCrypto

/// SHA-256 over the system's libcrypto.
@safe public struct SHA256: ~Copyable {
    // The pointers of this file: OpenSSL's context, owned here and freed once, and the algorithm, which
    // is looked up once: each implicit look-up costs more than hashing a small migration.
    private let context: OpaquePointer?
    nonisolated(unsafe) private static let algorithm = unsafe EVP_MD_fetch(
        nil, "SHA256", nil)

    /// Starts a hash of nothing.
    public init() {
        unsafe context = EVP_MD_CTX_new()
        let started = unsafe EVP_DigestInit_ex(context, Self.algorithm, nil)
        precondition(started == 1, "libcrypto has no SHA-256")
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds bytes.
    public mutating func update(_ bytes: Span<UInt8>) {
        guard bytes.count > 0 else { return }
        let done = unsafe bytes.withUnsafeBufferPointer {
            unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
        }
        precondition(done == 1, "libcrypto failed to hash")
    }

    /// Adds bytes.
    public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

    /// Adds the UTF-8 of a text.
    public mutating func update(_ text: String) { update(Array(text.utf8)) }

    /// The digest of all that was added, as 64 hexadecimal digits.
    public consuming func finish() -> String { end().hexadecimal }

    /// The digest of all that was added; afterwards only ``restart()`` is allowed.
    mutating func end() -> Digest {
        var digest = Digest()
        let done = unsafe withUnsafeMutableBytes(of: &digest) {
            unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
        }
        precondition(done == 1, "libcrypto failed to hash")
        return digest
    }

    /// Begins again with nothing, which is cheaper than another hash.
    mutating func restart() {
        let started = unsafe EVP_DigestInit_ex(context, Self.algorithm, nil)
        precondition(started == 1, "libcrypto has no SHA-256")
    }

    /// The digest of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }
}
