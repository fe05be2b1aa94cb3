import Catalog
import Migrations
import PostgresSession
import SchemaDiff

/// Copies of what stands before the next migration.
extension RollbackProver {
    /// Makes one, with what is said of the database itself, which CREATE DATABASE does not copy.
    func copy() async throws -> ConnectionString {
        let connection = try await databases.copy()
        guard try await databases.isCopyBare() else { return connection }
        let original = try await operation(on: databases.base)
        let wanted = try await original.readCatalog(edges: true)
        await original.close()
        let operation = try await operation(on: connection)
        let bare = try await operation.readCatalog(edges: true)
        let owner = Creation.mostFrequentOwner(of: wanted)
        if let plan = try? Planner(owner: owner).plan(from: bare, to: wanted) {
            try await execute(plan.statements, on: operation)
        } else {
            // A subscription is not made again: what is reverted together begins without it.
            carried = nil
            marks.removeAll()
        }
        await operation.close()
        return connection
    }
}
