public import PostgresSession
import SQLText

extension ShadowServer {
    /// Sees that statements of scripts change nothing that a given server had before.
    ///
    /// The names in them are noted, so that the roles that they make are dropped later. On a private server nothing is to be seen to.
    ///
    /// - Parameters:
    ///   - statements: each with its place.
    ///   - roles: others that are made, as by a shim.
    /// - Throws: `NoCopy`.
    public func admit(_ statements: [(place: String, sql: String)], roles: [String]) async throws {
        guard let given else { return }
        let known = await given.known
        var names = Set(roles)
        for (place, sql) in statements {
            if let change = ServerWideStatement(sql, isThere: known.contains) {
                throw NoCopy(
                    reason:
                        "\(place) changes \(change.what), and the given server had things of its own before",
                    remedy: "leave --shadow out for a private server")
            }
            names.formUnion(Self.names(in: sql))
        }
        await given.note(names)
    }

    /// Sees that a shim would leave the roles of a given server as they are.
    ///
    /// - Throws: `NoCopy`, `SessionError`.
    public func admit(_ shim: Shim, on admin: Session) async throws {
        guard let given else { return }
        let known = await given.known.intersection(shim.roles)
        guard !known.isEmpty else { return }
        let answer = try await admin.query(
            """
            select (select count(*) from pg_roles where rolname = any ($1::text[])) = 4
                and (select rolbypassrls from pg_roles where rolname = 'service_role')
                and (select count(*) from pg_auth_members where member = 'authenticator'::regrole and roleid in
                    (select oid from pg_roles where rolname in ('anon', 'authenticated', 'service_role'))) = 3
            """, ["{\(shim.roles.joined(separator: ","))}"])
        guard answer.rows.first?[0] == "t" else {
            throw NoCopy(
                reason:
                    "the given server has role \(known.sorted().joined(separator: ", ")), which the shim would change",
                remedy: "leave --shadow out for a private server")
        }
    }

    /// Every name in a statement, those in strings such as the code of a DO block too.
    private static func names(in sql: String) -> Set<String> {
        var names: Set<String> = []
        for token in tokens(of: sql) {
            if token.kind == .string {
                names.formUnion(
                    token.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
            } else if let name = parseIdentifier(token.text) {
                names.insert(name)
            }
        }
        return names
    }
}
