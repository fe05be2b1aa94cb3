// System calls; the one file of the benchmark with pointers in it.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

struct FileFailure: Error, CustomStringConvertible {
    var description: String

    init(_ what: String) {
        description = "\(what): \(unsafe String(cString: strerror(errno)))"
    }
}

/// A file read in chunks of 64 KiB, as the runner reads it.
final class SourceFile {
    private let descriptor: Int32
    private(set) var bytesRead = 0

    init(_ path: String) throws {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(path) }
    }

    deinit { close(descriptor) }

    func read() throws -> [UInt8]? {
        let size = 64 << 10
        let chunk = try unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let found = unsafe Glibc.read(descriptor, buffer.baseAddress, size)
            guard found >= 0 else { throw FileFailure("read") }
            count = found
        }
        bytesRead += chunk.count
        return chunk.isEmpty ? nil : chunk
    }
}

/// A generated script that is removed with the value.
final class TemporaryFile {
    let path: String

    init(_ input: Input, megabytes: Int) throws {
        var template = Array("/tmp/tidemark-lex-XXXXXX".utf8CString)
        let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
        }
        guard descriptor >= 0 else { throw FileFailure("mkstemp") }
        defer { close(descriptor) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let (head, body, tail) = input.parts
        try Self.write(Array(head.utf8), to: descriptor)
        var written = head.utf8.count
        var number = 0
        while written < megabytes * 1_000_000 {
            var block: [UInt8] = []
            while block.count < 1 << 20 {
                number += 1
                block += body(number).utf8
            }
            try Self.write(block, to: descriptor)
            written += block.count
        }
        try Self.write(Array(tail.utf8), to: descriptor)
    }

    deinit { unsafe unlink(path) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else { throw FileFailure("write") }
            rest = rest.dropFirst(count)
        }
    }
}

/// The most memory that this process ever had, in MB.
func peakMegabytes() -> Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1000
}
