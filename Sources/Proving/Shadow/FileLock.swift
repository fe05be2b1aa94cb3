#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A lock on a file that the kernel lets go of when this process ends, however it ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock if nobody has it; nil where somebody has, or where the file cannot be opened.
    init?(taking path: String) {
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    /// Makes the file as new as now.
    func touch() {
        futimens(descriptor, nil)
    }

    /// Lets others have it.
    func release() {
        flock(descriptor, LOCK_UN)
    }

    deinit {
        close(descriptor)
    }
}
