import Glibc

/// The three descriptors that a program is started with, which may be closed or full.
enum StandardStreams {
    /// Puts something in the place of those that are closed, so that no socket and no file gets their
    /// number and is then written to as if it were standard output.
    ///
    /// Writing still fails.
    static func occupyClosed() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is this one, as those below it are taken.
            _ = unsafe open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }

    /// Whether standard output is open for writing.
    static var isOutputOpen: Bool {
        let flags = fcntl(1, F_GETFL)
        return flags >= 0 && flags & O_ACCMODE != O_RDONLY
    }

    /// Writes all of a text; 0, or the number of the system's error.
    static func write(_ text: String, to descriptor: Int32) -> Int32 {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes[start...].withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            start += count
        }
        return 0
    }

    /// The system's sentence for an error.
    static func reason(_ code: Int32) -> String {
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}
