public import Catalog
import Proving
public import SchemaDiff

extension Workspace {
    /// Writes what it takes to look into a plan that its proof refuted: both schemas, the plan, and a script that runs it.
    ///
    /// Nothing of it is secret: values that a catalog withholds are not in it.
    ///
    /// - Parameters:
    ///   - server: what it was refuted on.
    ///   - refutation: what was found, a line each.
    /// - Returns: the folder.
    /// - Throws: `ScratchError`, `ScaffoldError`, `CreationError`.
    public func writeBundle(
        _ plan: ChangePlan, from: Catalog, to: Catalog, owner: String, server: String,
        refutation: [String]
    ) throws -> String {
        let folder = try Scratch("tidemark-defect").path
        let roles = Creation.roleStatements([from, to]) { _ in false }
        try Scaffold.write(roles.map { "\($0);\n" }.joined(), to: "\(folder)/roles.sql")
        try Scaffold.write(try Creation(from, owner: owner).script, to: "\(folder)/from.sql")
        try Scaffold.write(try Creation(to, owner: owner).script, to: "\(folder)/to.sql")
        try Scaffold.write(plan.script, to: "\(folder)/plan.sql")
        let found = refutation.flatMap { $0.split(whereSeparator: \.isNewline) }
            .map { "#   \($0)\n" }.joined()
        try Scaffold.write(
            Self.script(owner: owner, server: server, found: found), to: "\(folder)/reproduce.sh")
        return folder
    }

    private static func script(owner: String, server: String, found: String) -> String {
        let name = owner.replacing("\"", with: "\"\"")
        let quoted = "'set session authorization \"\(name.replacing("'", with: "'\\''"))\"'"
        return """
            #!/usr/bin/env bash
            # A plan of Tidemark \(toolVersion) that its proof on \(server) refuted:
            \(found)# Run it with bash where PGHOST and so on name a server on which this may be tried, as a superuser: it makes
            # the roles that are not there, and two databases, which it drops again.
            set -euo pipefail
            cd "$(dirname "$0")"
            from=tidemark_defect_from_$$ to=tidemark_defect_to_$$
            trap 'dropdb --if-exists "$from"; dropdb --if-exists "$to"' EXIT
            run() { psql -qX -o /dev/null -v ON_ERROR_STOP=1 -d "$1" -c \(quoted) "${@:2}"; }
            # Newer versions of pg_dump write a key that is another one each time.
            dump() { pg_dump -s -d "$1" | grep -vE '^.(un)?restrict '; }
            # A role that is there stays as it is.
            psql -qX -d postgres -c 'create role "\(name.replacing("'", with: "'\\''"))" superuser' 2>/dev/null || true
            psql -qX -d postgres -f roles.sql 2>/dev/null || true
            createdb -T template0 "$from"
            createdb -T template0 "$to"
            run "$from" -f from.sql
            run "$to" -f to.sql
            run "$from" -c 'set check_function_bodies = off' -c "set search_path = ''" -f plan.sql
            # What stands behind < is wanted, and what stands behind > is there.
            diff <(dump "$to") <(dump "$from") && echo "pg_dump sees no difference"

            """
    }
}
