import PostgresSession

/// What the queries of one read share.
struct ReadingContext: Sendable {
    let scope: CatalogScope
    /// The OIDs of schemas by how they stand to the scope.
    private let schemas: [CatalogScope.Standing: [String]]
    /// What extensions brought along: from the name of a catalog to OIDs, as the server writes an array.
    private let members: [String: String]
    private let conditions: Set<CatalogQuery.Condition>
    private var texts: [String: CatalogQuery.Text] = [:]
    let serverVersion: Int

    /// - Parameters:
    ///   - schemas: OIDs and names.
    ///   - members: names of catalogs, and OIDs as the server writes an array.
    init(
        scope: CatalogScope, schemas: [[String?]], members: [[String?]], hasLabels: Bool,
        readsSubscriptions: Bool, readsEdges: Bool, serverVersion: Int
    ) {
        self.scope = scope
        self.schemas = Dictionary(grouping: schemas) { scope.standing(of: $0[1] ?? "") }
            .mapValues { $0.compactMap { $0[0] } }
        self.members = Dictionary(
            uniqueKeysWithValues: members.map { ($0[0] ?? "", $0[1] ?? "{}") })
        self.serverVersion = serverVersion
        var conditions: Set<CatalogQuery.Condition> = [
            scope.schemas == nil ? .whole : .partial, scope.managed == nil ? .plain : .managed,
        ]
        if hasLabels { conditions.insert(.labels) }
        if readsSubscriptions { conditions.insert(.subscriptions) }
        if readsEdges { conditions.insert(.edges) }
        self.conditions = conditions
        // Slices run the same text again and again.
        for query in queries {
            let conditions = query.isSliced ? conditions.union([.sliced]) : conditions
            texts[query.id] = query.text(major: serverVersion / 10_000, conditions: conditions)
        }
    }

    /// The queries that are run.
    var queries: [CatalogQuery] {
        (CatalogQuery.all + [.edges, .census]).filter { $0.conditions.isSubset(of: conditions) }
    }

    /// Runs queries in one pipeline and gives what they found.
    func read(_ tasks: [CatalogTask], on session: Session) async throws -> CatalogReading {
        var commands: [Command] = []
        // Which task a command is of, for those that give rows.
        var places: [Int?] = []
        for (number, task) in tasks.enumerated() {
            if task.isUndone { commands.append(Command("savepoint tidemark_slice")) }
            places += Array(repeating: nil, count: commands.count - places.count)
            commands.append(command(task))
            places.append(number)
            if task.isUndone { commands.append(Command("rollback to savepoint tidemark_slice")) }
        }
        places += Array(repeating: nil, count: commands.count - places.count)
        let version = serverVersion
        // Asked for each row, so taken out of the tasks before.
        let spaces = tasks.map(\.query.space)
        let census = tasks.firstIndex { $0.query.name == CatalogQuery.census.name }
        let edges = tasks.firstIndex { $0.query.name == CatalogQuery.edges.name }
        return try await session.perform { [commands, places] session in
            var reading = CatalogReading()
            var readers: [RowReader?] = Array(repeating: nil, count: spaces.count)
            try await session.pipelineRows(commands) { command, row in
                guard let place = places[command] else { return }
                guard place != census else {
                    reading.entries.append(Census.Entry(row))
                    return
                }
                guard place != edges else {
                    reading.dependencies.append(Dependency(row))
                    return
                }
                let reader =
                    readers[place] ?? RowReader(columns: row.columnNames, serverVersion: version)
                readers[place] = reader
                if var record = reader.read(row, space: spaces[place]) {
                    if let part = reader.pending(row, address: record.address) {
                        record.pending = Int32(reading.pending.count)
                        reading.pending.append(part)
                    }
                    reading.records.append(record)
                }
            }
            reading.withheld = readers.reduce(0) { $0 + ($1?.withheld ?? 0) }
            reading.unseen = readers.reduce(0) { $0 + ($1?.unseen ?? 0) }
            return reading
        }
    }

    private func command(_ task: CatalogTask) -> Command {
        guard let text = texts[task.query.id] else {
            preconditionFailure("a query that is not run: \(task.query.name)")
        }
        let values = values(of: task)
        return Command(text.sql, text.parameters.map { values[$0 - 1] })
    }

    private func values(of task: CatalogTask) -> [String] {
        let query = task.query
        func list(_ standings: CatalogScope.Standing...) -> String {
            "{\(standings.flatMap { schemas[$0] ?? [] }.joined(separator: ","))}"
        }
        let managed = scope.managed ?? ManagedObjects()
        let roles =
            query.isAboutRoles ? managed.roles.union(managed.administrators) : managed.roles
        return [
            list(.inside), members[query.members] ?? "{}", list(.managed),
            ManagedObjects.patterns(roles), ManagedObjects.patterns(query.managed(managed)),
            list(.managed, .outside), task.slice?.from ?? "0", task.slice?.to ?? "0",
        ]
    }
}

/// What some of the queries found.
struct CatalogReading: Sendable {
    var records: [CatalogRecord] = []
    /// What the records are put together of that the server did not write.
    var pending: [PendingPart] = []
    var dependencies: [Dependency] = []
    var entries: [Census.Entry] = []
    var withheld = 0
    var unseen = 0
}
