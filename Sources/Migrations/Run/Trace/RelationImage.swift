import PostgresSession

/// The relations that are no catalogs, by number: what each is called and which file it has.
///
/// It is read whole once and by its changes from then on, and keeps what was dropped: a relation has its number whatever
/// happens to its name.
struct RelationImage {
    struct Relation: Hashable {
        /// As SQL names it, with its schema.
        var name: String
        /// The bare name, as the server's messages have it.
        var bareName: String
        /// `pg_class.relkind`.
        var kind: String
        var file: String
        /// The table of an index.
        var table: String?
        var isInvalidIndex: Bool

        var isIndex: Bool { kind == "i" || kind == "I" }
        /// Whether it has rows of its own in a file.
        var holdsRows: Bool { kind == "r" || kind == "m" }
    }

    /// A relation that is new or has changed.
    struct Change {
        /// What it was; nil for a new one.
        var was: Relation?
        var now: Relation
        /// Whether some relation had its file before.
        var isFileKnown: Bool
    }

    private(set) var relations: [String: Relation] = [:]
    private var files: Set<String> = []
    /// The first transaction whose changes are not in it.
    private var horizon = "3"

    /// A query for all relations, and one for those that have changed since.
    var queries: (all: String, changed: String) {
        let all = """
            select c.oid, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), \
            c.relname, c.relkind, c.relfilenode, i.indrelid, not i.indisvalid, \
            pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot()) \
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
            left join pg_catalog.pg_index i on i.indexrelid = c.oid \
            where c.oid >= 16384 and c.relkind in ('r', 'p', 'm', 'v', 'f', 'i', 'I', 'S') \
            and n.nspname <> 'pg_toast'
            """
        // Transaction numbers are compared on their circle; an old row may be read once more.
        let since = """
             and (c.xmin::pg_catalog.text::bigint - \(horizon) % 4294967296 + 4294967296) \
            % 4294967296 < 2147483648
            """
        return (all, all + since)
    }

    /// Takes over what was read, and gives what is new in it by the relations' numbers.
    @discardableResult
    mutating func take(_ rows: some Sequence<Row>) -> [String: Change] {
        var changes: [String: Change] = [:]
        for row in rows {
            guard let number = row[0], let name = row[1] else { continue }
            let now = Relation(
                name: name, bareName: row[2] ?? name, kind: row[3] ?? "", file: row[4] ?? "0",
                table: row[5], isInvalidIndex: row[6] == "t")
            horizon = row[7] ?? horizon
            let was = relations[number]
            guard was != now else { continue }
            changes[number] = Change(was: was, now: now, isFileKnown: files.contains(now.file))
            relations[number] = now
        }
        // Not before: an index that is dropped for a new one hands its file on in one statement.
        for change in changes.values where change.now.file != "0" { files.insert(change.now.file) }
        return changes
    }
}
