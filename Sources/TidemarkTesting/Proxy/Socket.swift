#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A stream socket that blocks; closed with the last reference to it.
final class Socket: Sendable {
    enum Address: Sendable {
        case unix(String)
        case loopback(UInt16)
    }

    private let descriptor: Int32

    private init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    static func listening(at path: String) throws -> Socket {
        let socket = try opened(AF_UNIX)
        try check(
            "bind \(path)",
            unsafe withAddress(.unix(path)) { unsafe bind(socket.descriptor, $0, $1) })
        try check("listen", listen(socket.descriptor, 64))
        return socket
    }

    static func connected(to address: Address) throws -> Socket {
        let family: Int32
        switch address {
        case .unix: family = AF_UNIX
        case .loopback: family = AF_INET
        }
        let socket = try opened(family)
        try check(
            "connect",
            unsafe withAddress(address) { unsafe Glibc.connect(socket.descriptor, $0, $1) })
        return socket
    }

    /// A TCP port of the loopback address that nobody listens on right now.
    static func freePort() throws -> UInt16 {
        let socket = try opened(AF_INET)
        try check(
            "bind", unsafe withAddress(.loopback(0)) { unsafe bind(socket.descriptor, $0, $1) })
        var name = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutableBytes(of: &name) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) { address in
                unsafe getsockname(socket.descriptor, address.baseAddress, &length)
            }
        }
        try check("getsockname", result)
        return UInt16(bigEndian: name.sin_port)
    }

    /// Waits for a connection; nil once the socket is shut down.
    func accept() -> Socket? {
        while true {
            let accepted = Glibc.accept(descriptor, nil, nil)
            if accepted >= 0 {
                // A child process that kept it open would hide the end of the stream.
                _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
                return Socket(owning: accepted)
            }
            if errno != EINTR && errno != ECONNABORTED { return nil }
        }
    }

    /// Waits for bytes; nil at the end of the stream or when it broke.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { space in
                unsafe recv(descriptor, space.baseAddress, space.count, 0)
            }
            if count > 0 { return Array(buffer[..<count]) }
            if count == 0 || errno != EINTR { return nil }
        }
    }

    /// Sends all bytes, and says whether it could.
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes[sent...].withUnsafeBytes { part in
                unsafe Glibc.send(
                    descriptor, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            sent += count
        }
        return true
    }

    func shutdown() {
        _ = Glibc.shutdown(descriptor, Int32(SHUT_RDWR))
    }

    func finishWriting() {
        _ = Glibc.shutdown(descriptor, Int32(SHUT_WR))
    }

    private static func opened(_ family: Int32) throws -> Socket {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { throw SystemCallError("socket") }
        return Socket(owning: descriptor)
    }

    private static func check(_ what: String, _ result: Int32) throws {
        guard result == 0 else { throw SystemCallError(what) }
    }

    private static func withAddress(
        _ address: Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        switch address {
        case .unix(let path):
            var name = sockaddr_un()
            name.sun_family = sa_family_t(AF_UNIX)
            unsafe withUnsafeMutableBytes(of: &name.sun_path) { space in
                unsafe space.copyBytes(from: path.utf8.prefix(space.count - 1))
            }
            return unsafe withUnsafeBytes(of: &name) { bytes in
                guard let start = bytes.baseAddress else { return -1 }
                return unsafe body(
                    start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
            }
        case .loopback(let port):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return unsafe withUnsafeBytes(of: &name) { bytes in
                guard let start = bytes.baseAddress else { return -1 }
                return unsafe body(
                    start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
            }
        }
    }
}
