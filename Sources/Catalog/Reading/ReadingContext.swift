import PostgresSession

/// What the queries of one read share.
struct ReadingContext: Sendable {
    let scope: CatalogScope
    /// The OIDs of schemas by how they stand to the scope.
    private let schemas: [CatalogScope.Standing: [String]]
    /// What extensions brought along: from the name of a catalog to OIDs, as the server writes an array.
    private let members: [String: String]
    private let conditions: Set<CatalogQuery.Condition>
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
    }

    /// The queries that are run.
    var queries: [CatalogQuery] {
        (CatalogQuery.all + [.edges]).filter { $0.conditions.isSubset(of: conditions) }
    }

    /// Runs queries in one pipeline and gives what they found; with the census where it is asked for.
    func read(
        _ tasks: [CatalogTask], census: Bool, on session: Session
    ) async throws -> CatalogReading {
        let tasks = census ? tasks + [CatalogTask(query: .census)] : tasks
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
        return try await session.perform { [commands, places] session in
            var reading = CatalogReading()
            var readers: [RowReader?] = Array(repeating: nil, count: tasks.count)
            try await session.pipelineRows(commands) { command, row in
                guard let place = places[command] else { return }
                switch tasks[place].query.name {
                case CatalogQuery.census.name: return reading.entries.append(Census.Entry(row))
                case CatalogQuery.edges.name: return reading.dependencies.append(Dependency(row))
                default: break
                }
                if readers[place] == nil {
                    readers[place] = RowReader(columns: row.columnNames, serverVersion: version)
                }
                if let record = readers[place]?.read(row, space: tasks[place].query.space) {
                    reading.records.append(record)
                }
            }
            reading.withheld = readers.reduce(0) { $0 + ($1?.withheld ?? 0) }
            reading.unseen = readers.reduce(0) { $0 + ($1?.unseen ?? 0) }
            return reading
        }
    }

    private func command(_ task: CatalogTask) -> Command {
        let conditions = task.slice == nil ? conditions : conditions.union([.sliced])
        var text = task.query.text(major: serverVersion / 10_000, conditions: conditions)
        var parameters: [String?] = []
        // Those that a text lacks are left out, and the others move up.
        for (number, value) in values(of: task).enumerated()
        where text.contains("$\(number + 1)") {
            parameters.append(value)
            text = text.replacing("$\(number + 1)", with: "$\(parameters.count)")
        }
        return Command(text, parameters)
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
    var entries: [Census.Entry] = []
    var dependencies: [Dependency] = []
    var withheld = 0
    var unseen = 0

    static func + (left: Self, right: Self) -> Self {
        Self(
            records: left.records + right.records, entries: left.entries + right.entries,
            dependencies: left.dependencies + right.dependencies,
            withheld: left.withheld + right.withheld, unseen: left.unseen + right.unseen)
    }
}
