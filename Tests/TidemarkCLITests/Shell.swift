import Glibc
import JSONText
import Reports
import Subprocess
import SystemPackage
import Testing
import TidemarkTesting

/// How a program ended and what it said.
struct Ended: Sendable {
    let code: Int32
    let out: String
    let err: String

    /// Both outputs, for the message of a failed expectation.
    var said: Comment { "exit \(code)\n--- stdout\n\(out)\n--- stderr\n\(err)" }

    /// Standard output as the one JSON value that it must be.
    func json(_ place: SourceLocation = #_sourceLocation) throws -> JSONValue {
        do {
            return try JSONValue.parse(out)
        } catch {
            Issue.record("standard output is not one JSON value: \(error)", sourceLocation: place)
            throw error
        }
    }
}

/// A folder of its own in which `tidemark` is typed, with nothing in the environment that is not named.
final class Shell: Sendable {
    let directory: TemporaryDirectory
    private let environment: [Environment.Key: String]

    /// - Parameters:
    ///   - files: the files that are there, by path.
    ///   - database: what `DATABASE_URL` says; nil leaves it unset.
    init(_ files: [String: String] = [:], database: TestDatabase? = nil) throws {
        directory = try TemporaryDirectory()
        for (path, text) in files { try directory.write(path, text) }
        var environment: [Environment.Key: String] = [
            "PATH": "\(try Self.products):/usr/local/bin:/usr/bin:/bin",
            "HOME": directory.path, "LC_ALL": "C.UTF-8", "TERM": "xterm",
            // No server outlives its test.
            "CI": "true",
        ]
        environment["DATABASE_URL"] = database?.conninfo
        if let programs = unsafe getenv("TIDEMARK_TEST_PG_BINDIR") {
            environment["TIDEMARK_PG_BINDIR"] = unsafe String(cString: programs)
        }
        self.environment = environment
    }

    /// Types `tidemark` with arguments; no terminal anywhere, nothing to read.
    func tidemark(
        _ arguments: String..., extra: [String: String] = [:]
    ) async throws -> Ended {
        try await ended("\(Self.products)/tidemark", arguments, extra)
    }

    /// Types a line of bash; `tidemark` is on the `PATH`.
    func bash(_ line: String, extra: [String: String] = [:]) async throws -> Ended {
        try await ended("/bin/bash", ["-c", line], extra)
    }

    /// Types a command at a terminal, with keys that are pressed after it has started.
    func terminal(_ line: String, keys: String = "") async throws -> Ended {
        let quoted =
            "'"
            + line.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
        return try await bash(
            "(sleep 0.7; printf '%s' \"$KEYS\"; sleep 5) | timeout 30 script -qec \(quoted) /dev/null",
            extra: ["KEYS": keys])
    }

    func write(_ path: String, _ text: String) throws { try directory.write(path, text) }

    func exists(_ path: String) -> Bool {
        unsafe access(directory.path(of: path), F_OK) == 0
    }

    private func ended(
        _ program: String, _ arguments: [String], _ extra: [String: String]
    ) async throws -> Ended {
        var variables = environment
        for (name, value) in extra { variables[.init(stringLiteral: name)] = value }
        let result = try await run(
            .path(FilePath(program)), arguments: Arguments(arguments),
            environment: .custom(variables), workingDirectory: FilePath(directory.path),
            output: .string(limit: 10_000_000), error: .string(limit: 10_000_000))
        let code: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 1000 + signal
            }
        return Ended(code: code, out: result.standardOutput, err: result.standardError)
    }

    /// Whether golden texts are written anew.
    static var isRecording: Bool { unsafe getenv("TIDEMARK_RECORD") != nil }

    /// The folder of what was built: the running tests lie there too.
    static var products: String {
        get throws {
            var path = [CChar](repeating: 0, count: 4096)
            let count = unsafe readlink("/proc/self/exe", &path, path.count - 1)
            try #require(count > 0)
            let text = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            return String(text.prefix(upTo: text.lastIndex(of: "/") ?? text.endIndex))
        }
    }

    /// The top of the checkout that the tests were built from.
    static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }()
}

/// Two migrations with their ways back.
let twoMigrations = [
    "sql/00_people.sql": "create table people (id int primary key, name text);\n",
    "down/00_people_down.sql": "drop table people;\n",
    "sql/01_email.sql": "alter table people add column email text;\n",
    "down/01_email_down.sql": "alter table people drop column email;\n",
]
