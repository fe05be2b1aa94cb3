import TidemarkTesting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The number of this process.
var ourProcess: Int32 { getpid() }

func exists(_ path: String) async throws -> Bool {
    try await runProgram("test", ["-e", path]).exitCode == 0
}

/// Waits up to ten seconds for a file or folder to go.
func becomesAbsent(_ path: String) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
        if try await !exists(path) { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return false
}
