import Findings
import Migrations
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Clones of public projects, in the folder that `TIDEMARK_REAL_FOLDERS` names; none is part of this
/// repository.
private let clones = unsafe getenv("TIDEMARK_REAL_FOLDERS").map { unsafe String(cString: $0) }

@Suite(.enabled(if: clones != nil, "TIDEMARK_REAL_FOLDERS names no folder with clones"))
struct RealFolderTests {
    struct Expectation: CustomTestStringConvertible, Sendable {
        var path: String
        var layout: Layout
        var ups: Int
        var downs: Int
        var testDescription: String { path }
    }

    @Test(arguments: [
        Expectation(path: "lemmy/migrations", layout: .diesel, ups: 342, downs: 342),
        Expectation(
            path: "focalboard/server/services/store/sqlstore/migrations", layout: .golangMigrate,
            ups: 40, downs: 40),
        Expectation(
            path: "bionic-gpt/crates/db/migrations", layout: .dbmate, ups: 111, downs: 111),
        Expectation(
            path: "svix-webhooks/server/svix-server/migrations", layout: .sqlx, ups: 16, downs: 16),
        Expectation(path: "basejump/supabase/migrations", layout: .supabase, ups: 4, downs: 0),
    ])
    func layoutAndPairs(expected: Expectation) throws {
        let path = "\(clones ?? "")/\(expected.path)"
        guard unsafe access(path, R_OK) == 0 else { return }
        let folder = try readFolder(path)
        #expect(folder.layout == expected.layout)
        // Projects go on: a newer clone has more.
        #expect(folder.migrations.filter { $0.up != nil }.count >= expected.ups)
        #expect(folder.migrations.filter { $0.down != nil }.count >= expected.downs)
        #expect(folder.findings.allSatisfy { $0.severity < .error })
    }
}
