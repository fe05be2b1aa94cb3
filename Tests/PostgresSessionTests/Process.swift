import TidemarkTesting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whether the tests that take long or much space are wanted.
var isLong: Bool { unsafe getenv("TIDEMARK_LONG") != nil }

/// The most memory that this process has held, in kB.
func peakMemory() throws -> Int {
    let status = try readFile("/proc/self/status")
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
}

/// Points libpq at a service file; connections that name no service do not care.
func useServiceFile(_ path: String) {
    unsafe setenv("PGSERVICEFILE", path, 1)
}
