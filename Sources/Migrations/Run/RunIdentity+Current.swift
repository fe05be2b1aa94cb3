import Glibc

extension RunIdentity {
    /// The identity of this process: user, host and the git commit around a folder.
    public static func current(toolVersion: String, folder: String) -> RunIdentity {
        var generator = SystemRandomNumberGenerator()
        let number = generator.next()
        return RunIdentity(
            runID: String(number, radix: 16), osUser: readUser(), host: readHost(),
            toolVersion: toolVersion, gitCommit: GitCommit.read(around: folder))
    }

    private static func readUser() -> String? {
        guard let entry = unsafe getpwuid(geteuid()), let name = unsafe entry.pointee.pw_name
        else { return nil }
        return unsafe String(cString: name)
    }

    private static func readHost() -> String? {
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&buffer, 255) == 0 else { return nil }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
