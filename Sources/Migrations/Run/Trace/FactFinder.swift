import SQLText

/// Works out what a statement did from what was read before and after it and what the server said meanwhile; pure.
struct FactFinder {
    /// A foreign key that was validated, its tables by number.
    struct ForeignKey {
        var name: String
        var table: String
        var referenced: String
    }

    /// The statement's kind by its command tag.
    let command: String
    let image: RelationImage
    let changes: [String: RelationImage.Change]
    let said: [DebugMessage]
    var foreignKeys: [ForeignKey] = []
    var locksBefore: [String: Set<LockMode>] = [:]
    /// Locks of a transaction that the migration would not have been in by itself.
    var inherited: [String: Set<LockMode>] = [:]
    /// What the statement's text tells of locks, for those that are inherited.
    var predicted: [PredictedLock] = []
    /// Tables without a byte in their file.
    var emptied: Set<String> = []
    let locks: [String: Set<LockMode>]
    /// What the statement itself counts.
    let counts: [String: TransactionMoment.Count]
    /// The relations that were there before the migration.
    let old: Set<String>
    /// Whether locks were only sampled, so that their absence tells nothing.
    var isSampled = false

    private var facts = StatementFacts()
    private var rewritten: Set<String> = []
    private var truncated: Set<String> = []
    private var scanned: Set<String> = []

    init(
        command: String, image: RelationImage, changes: [String: RelationImage.Change],
        said: [DebugMessage], locks: [String: Set<LockMode>],
        counts: [String: TransactionMoment.Count], old: Set<String>
    ) {
        self.command = command
        self.image = image
        self.changes = changes
        self.said = said
        self.locks = locks
        self.counts = counts
        self.old = old
    }

    /// The facts, but for the log and the waits.
    func find() -> StatementFacts {
        var finder = self
        finder.findLocks()
        finder.findFiles()
        finder.findBuilds()
        finder.findScans()
        finder.findRows()
        finder.facts.isSampled = isSampled
        return finder.facts
    }

    private mutating func findLocks() {
        for (number, modes) in locks {
            let before = locksBefore[number]?.max()
            guard let mode = modes.max(), before.map({ mode > $0 }) ?? true else { continue }
            add(mode, on: number)
        }
        for (number, modes) in locksBefore where old.contains(number) {
            guard let mode = modes.subtracting(inherited[number] ?? []).max(), mode >= .share,
                let name = name(number)
            else { continue }
            facts.held.append(.init(relation: name, mode: mode, table: tableName(ofIndex: number)))
        }
        for lock in predicted {
            guard let number = inherited.keys.first(where: { isNamed(lock.relation, $0) }) else {
                continue
            }
            add(lock.mode, on: number)
        }
        facts.locks.sort { ($1.mode, $0.relation) < ($0.mode, $1.relation) }
        facts.held.sort { ($1.mode, $0.relation) < ($0.mode, $1.relation) }
    }

    private mutating func add(_ mode: LockMode, on number: String) {
        guard let name = name(number), facts.lock(on: name) == nil else { return }
        facts.locks.append(.init(relation: name, mode: mode, table: tableName(ofIndex: number)))
    }

    /// Whether a statement means a relation by a name with or without its schema.
    private func isNamed(_ text: String, _ number: String) -> Bool {
        guard let relation = changes[number]?.was ?? image.relations[number] else { return false }
        return text == relation.name || text == quoteIdentifier(relation.bareName)
    }

    /// Tables with another file than before.
    private mutating func findFiles() {
        for (number, change) in changes where change.now.holdsRows {
            guard let was = change.was, was.file != change.now.file, isOurs(number) else {
                continue
            }
            if isTruncated(number, change.now) {
                truncated.insert(number)
            } else {
                rewritten.insert(number)
            }
        }
        for case .rewrites(let table) in said {
            if let number = number(ofTable: table) { rewritten.insert(number) }
        }
        facts.rewrites = names(rewritten)
        facts.truncated = names(truncated)
    }

    /// TRUNCATE gives a table another file too, and says nothing.
    private func isTruncated(_ number: String, _ table: RelationImage.Relation) -> Bool {
        if command == "TRUNCATE TABLE" { return true }
        return isAmbiguous(number) && emptied.contains(number)
    }

    /// Whether a table has another file, and neither the server nor the statement's kind says why.
    func isAmbiguous(_ number: String) -> Bool {
        guard let change = changes[number], let was = change.was, was.file != change.now.file,
            change.now.kind == "r", !Self.rewriting.contains(command), isOurs(number)
        else { return false }
        return !said.contains(.rewrites(table: change.now.bareName))
    }

    private static let rewriting = ["ALTER TABLE", "VACUUM", "CLUSTER", "REPACK", "TRUNCATE TABLE"]

    private mutating func findBuilds() {
        var told: Set<String> = []
        for (number, change) in changes where change.now.kind == "i" {
            guard change.now.file != "0", change.was?.file != change.now.file else { continue }
            let table = change.now.table ?? ""
            guard isOurs(number) || isOurs(table), !truncated.contains(table) else { continue }
            let index = StatementFacts.Index(
                index: name(number) ?? change.now.name, table: name(table) ?? table)
            if change.was == nil, change.isFileKnown {
                facts.reused.append(index)
            } else {
                facts.builds.append(index)
                scanned.insert(table)
            }
            told.insert(change.now.bareName)
        }
        // One that is gone again at the statement's end was built all the same.
        for case .builds(let index, let table) in said
        where !told.contains(index) && command != "REINDEX" {
            let number = number(ofTable: table)
            guard number.map({ !truncated.contains($0) && isPlain($0) }) ?? false else { continue }
            let known = image.relations.values.first { $0.bareName == index && $0.isIndex }
            facts.builds.append(
                .init(index: known?.name ?? index, table: number.flatMap(name) ?? table))
            if let number { scanned.insert(number) }
            told.insert(index)
        }
        facts.builds.sort { ($0.table, $0.index) < ($1.table, $1.index) }
        facts.reused.sort { ($0.table, $0.index) < ($1.table, $1.index) }
        note(facts.builds.flatMap { [$0.index, $0.table] })
    }

    private mutating func findScans() {
        for case .suffices(let words) in said { facts.proofs.append(words) }
        for case .verifies(let table) in said {
            let number = number(ofTable: table)
            if let number, !scanned.insert(number).inserted { continue }
            facts.scans.append(
                .init(
                    relation: number.flatMap(name) ?? table, reason: .verify,
                    rows: number.flatMap { counts[$0]?.rowsScanned } ?? 0))
        }
        for key in foreignKeys {
            for number in [key.table, key.referenced] {
                // The referenced table may be looked up by its index, row by row.
                let isScanned = number == key.table || (counts[number]?.scans ?? 0) > 0
                guard isScanned, let name = name(number), scanned.insert(number).inserted else {
                    continue
                }
                facts.scans.append(
                    .init(
                        relation: name, reason: .foreignKey, constraint: key.name,
                        rows: counts[number]?.rowsScanned ?? 0))
            }
        }
        scanned.formUnion(rewritten)
        scanned.formUnion(truncated)
        for (number, count) in counts where count.scans > 0 && !scanned.contains(number) {
            guard let relation = image.relations[number], relation.holdsRows,
                let name = name(number)
            else { continue }
            facts.scans.append(
                .init(
                    relation: name, reason: isDefinition ? .verify : .query,
                    rows: count.rowsScanned))
        }
        facts.scans.sort { $0.relation < $1.relation }
        note(facts.scans.map(\.relation))
    }

    /// Whether it reads tables only to check what is in them: the default partition and the tables of a domain, of which
    /// the server says nothing.
    private var isDefinition: Bool { command == "CREATE TABLE" || command.hasPrefix("ALTER ") }

    private mutating func findRows() {
        for (number, count) in counts where count.inserted + count.updated + count.deleted > 0 {
            guard image.relations[number]?.holdsRows == true, let name = name(number) else {
                continue
            }
            facts.rows.append(
                .init(
                    relation: name, inserted: count.inserted, updated: count.updated,
                    deleted: count.deleted))
        }
        facts.rows.sort { $0.relation < $1.relation }
        let numbers = Set(locks.keys).union(changes.keys).union(counts.keys).subtracting(old)
        facts.made.formUnion(numbers.compactMap(name))
    }

    // MARK: - Names

    /// Another session may change a relation meanwhile; what we change we have locked.
    private func isOurs(_ number: String) -> Bool {
        isSampled || (locks[number]?.max()).map { $0 >= .share } ?? false
    }

    /// The name before the statement; for what it makes the one that it gives.
    func name(_ number: String) -> String? {
        changes[number]?.was?.name ?? image.relations[number]?.name
    }

    private func tableName(ofIndex number: String) -> String? {
        image.relations[number]?.table.flatMap(name)
    }

    private func names(_ numbers: Set<String>) -> [String] { numbers.compactMap(name).sorted() }

    /// Whether it is no TOAST table, whose name the image would not know.
    private func isPlain(_ number: String) -> Bool { image.relations[number] != nil }

    /// The table that a message means, which gives its bare name: one that is locked, the one that does something first.
    private func number(ofTable bareName: String) -> String? {
        func isMeant(_ number: String) -> Bool {
            guard let relation = image.relations[number], !relation.isIndex else { return false }
            return relation.bareName == bareName || changes[number]?.was?.bareName == bareName
        }
        let locked = locks.keys.filter(isMeant)
        let candidates =
            locked.isEmpty && isSampled ? image.relations.keys.filter(isMeant) : Array(locked)
        return candidates.min { left, right in
            (activity(left), right) > (activity(right), left)
        }
    }

    private func activity(_ number: String) -> Int {
        let isTouched = changes[number] != nil || (counts[number]?.scans ?? 0) > 0
        let isNew = locks[number] != locksBefore[number]
        return (isTouched ? 2 : 0) + (isNew ? 1 : 0)
    }

    /// What the image does not know was made by the migration.
    private mutating func note(_ names: [String]) {
        for name in names where !name.contains(".") { facts.made.insert(name) }
    }
}
