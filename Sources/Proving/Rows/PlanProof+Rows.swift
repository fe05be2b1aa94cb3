public import Catalog
import JSONText
import PostgresSession
public import SchemaDiff

/// What made-up rows have shown of a plan.
public struct RowVerdict: Sendable {
    /// The server that it ran on: `PostgreSQL 15.18`.
    public var server: String
    /// The rows that were there.
    public var seeded = SeededRows()
    /// What is gone with what the plan takes away.
    public var declared: [RowLoss] = []
    /// What is gone although its table and its column stay: a defect of the plan.
    public var losses: [RowLoss] = []
    /// A statement that the rows keep from running, and what the server said.
    public var refusal: (statement: Int, message: String)?
    /// Whether that statement warns of it.
    public var isRefusalDeclared = false

    /// Whether the plan does not do what it says.
    public var isDefect: Bool { !losses.isEmpty || refusal != nil && !isRefusalDeclared }
}

extension PlanProof {
    /// Runs a plan on a copy whose tables have rows, and looks whether they are there afterwards.
    ///
    /// - Parameters:
    ///   - count: how many rows each table gets.
    ///   - renames: how many statements at the beginning give other names and nothing else.
    ///   - from: what the copy is made of.
    ///   - start: the same under the new names.
    ///   - owner: who runs the statements.
    /// - Throws: `NoCopy`, `SessionError`, `CatalogError`.
    public func proveRows(
        _ count: Int, _ plan: ChangePlan, renames: Int, from: Catalog, start: Catalog,
        to: Catalog, owner: String
    ) async throws -> RowVerdict {
        let admin = try await Session.connect(to: server.connection)
        let copy: ConnectionString
        let standIns: StandIns
        do {
            standIns = try await server.standIns(for: [from, to], on: admin)
            try await refuse(plan)
            let copies = SchemaCopy(on: server, scope: scope, standIns: standIns)
            try await copies.makeRoles(of: [from, to], owner: owner, on: admin)
            copy = try await server.makeDatabase("rows", on: admin)
            try await copies.fill(copy, with: from, owner: owner)
        } catch {
            await admin.close()
            throw error
        }
        await admin.close()
        let session = try await Session.connect(to: copy)
        do {
            var verdict = RowVerdict(server: server.name)
            verdict.seeded = try await RowSeeder.seed(count, over: session)
            try await session.execute(SchemaCopy.preamble(owner))
            var image = try await RowImage.read(over: session)
            let failure = try await run(plan, standIns, on: session) { number in
                if renames > 0, number == renames + 1 {
                    image = try await RowImage.read(over: session)
                }
            }
            if case .fails(let number, let message) = failure {
                verdict.refusal = (number, message)
                let statement = plan.statements[number - 1]
                verdict.isRefusalDeclared = statement.hazards.contains {
                    $0.kind == .dataDependent || $0.kind == .dataLoss
                }
            } else {
                let after = try await RowImage.read(over: session)
                let losses = image.losses(in: after) { table, column in
                    Self.type(of: column, of: table, in: start)
                        == Self.type(of: column, of: table, in: to)
                }
                verdict.losses = losses.filter { Self.stays($0, in: to) }
                verdict.declared = losses.filter { !Self.stays($0, in: to) }
            }
            await session.close()
            return verdict
        } catch {
            await session.close()
            throw error
        }
    }

    private static func stays(_ loss: RowLoss, in catalog: Catalog) -> Bool {
        guard let table = catalog[ObjectName(.table, loss.table)] else { return false }
        guard let column = loss.column else { return true }
        return table.parts.contains { $0.name == PartName(.column, column) }
    }

    private static func type(
        of column: String, of table: String, in catalog: Catalog
    ) -> JSONValue? {
        catalog[ObjectName(.table, table)]?.parts
            .first { $0.name == PartName(.column, column) }?.properties["type"]
    }
}
