#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A call of the operating system that failed.
public struct SystemCallError: Error, CustomStringConvertible {
    /// The call and what it was about.
    public let what: String
    /// The number of the error.
    public let number: Int32

    init(_ what: String) {
        self.what = what
        number = errno
    }

    /// The call and the words of the system for the error.
    public var description: String {
        "\(what): \(unsafe String(cString: strerror(number)))"
    }
}

/// Files and folders through POSIX calls, for what is simple with them.
enum Files {
    static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    static func makeDirectory(_ path: String) throws {
        guard unsafe mkdir(path, 0o755) == 0 else { throw SystemCallError("mkdir \(path)") }
    }

    static func write(_ path: String, _ bytes: [UInt8], mode: UInt32) throws {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard file >= 0 else { throw SystemCallError("open \(path)") }
        defer { close(file) }
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes[sent...].withUnsafeBytes { part in
                unsafe Glibc.write(file, part.baseAddress, part.count)
            }
            guard count > 0 else { throw SystemCallError("write \(path)") }
            sent += count
        }
    }

    static func read(_ path: String) throws -> [UInt8] {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw SystemCallError("open \(path)") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { space in
                unsafe Glibc.read(file, space.baseAddress, space.count)
            }
            guard count >= 0 else { throw SystemCallError("read \(path)") }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func removeTree(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// The environment variables of these names that are set.
func testEnvironment(_ names: String...) -> [String: String] {
    var found: [String: String] = [:]
    for name in names {
        guard let value = unsafe getenv(name) else { continue }
        found[name] = unsafe String(cString: value)
    }
    return found
}

/// Reads a file anywhere as text.
public func readFile(_ path: String) throws -> String {
    String(decoding: try Files.read(path), as: UTF8.self)
}
