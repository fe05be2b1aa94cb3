import CCrypto

/// A SHA-1 or SHA-256 of everything fed so far, which can be read without ending it.
///
/// Sums of other tools need both: graphile-migrate chains SHA-1, `atlas.sum` notes the running
/// SHA-256 after each file.
@safe package final class RunningDigest {
    /// Which function.
    package enum Function: Sendable {
        /// 20 bytes. Only to check what another tool wrote.
        case sha1
        /// 32 bytes.
        case sha256
    }

    private let context: OpaquePointer
    private let function: Function

    /// Starts an empty digest; nil where libcrypto does not have the function (SHA-1 under FIPS).
    package init?(_ function: Function) {
        guard let context = unsafe EVP_MD_CTX_new() else { return nil }
        let method = unsafe function == .sha1 ? EVP_sha1() : EVP_sha256()
        guard unsafe EVP_DigestInit_ex(context, method, nil) == 1 else {
            unsafe EVP_MD_CTX_free(context)
            return nil
        }
        unsafe self.context = context
        self.function = function
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    /// Adds bytes.
    package func update(_ bytes: some Sequence<UInt8>) {
        let fed: Void? = bytes.withContiguousStorageIfAvailable { buffer in
            _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
        }
        guard fed == nil else { return }
        let copy = Array(bytes)
        unsafe copy.withUnsafeBufferPointer { buffer in
            _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
        }
    }

    /// The digest of what was added until now; more may follow.
    package var value: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: function == .sha1 ? 20 : 32)
        guard let copy = unsafe EVP_MD_CTX_new() else { return [] }
        defer { unsafe EVP_MD_CTX_free(copy) }
        guard unsafe EVP_MD_CTX_copy_ex(copy, context) == 1 else { return [] }
        let done = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe EVP_DigestFinal_ex(copy, buffer.baseAddress, nil)
        }
        return done == 1 ? bytes : []
    }

    /// The digest in lower-case hexadecimal digits.
    package var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: value.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }

    /// The digest in Base64 with padding.
    package var base64: String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let bytes = value
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for place in 0..<4 {
                let index = Int(bits >> UInt32(18 - 6 * place) & 63)
                text.append(place <= group.count ? alphabet[index] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
