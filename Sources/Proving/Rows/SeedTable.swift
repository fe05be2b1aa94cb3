import PostgresSession

/// A table with what its rows must be like.
struct SeedTable {
    struct Column {
        var number: Int
        /// Quoted where SQL needs it.
        var name: String
        var bareName: String
        var type: String
        var modifier: Int
        var isNotNull: Bool
        /// Whether the server makes its value: an identity, a sequence's next number, a generated column.
        var isMade: Bool
        var isGenerated: Bool
    }

    /// A constraint, or the bounds of a partition, which have no name.
    struct Check {
        var name: String?
        var columns: [Int]
        var definition: String
    }

    struct ForeignKey {
        var columns: [Int]
        /// The referenced table's number and the names of its columns.
        var table: String
        var referenced: [String]
    }

    let number: String
    /// With its schema.
    let name: String
    var columns: [Column] = []
    var checks: [Check] = []
    /// The columns of keys by the names of the keys.
    var keys: [String: [Int]] = [:]
    var foreignKeys: [ForeignKey] = []

    /// The tables that hold rows, of no extension, by number; and the partitioned tables with the numbers of their partitions.
    ///
    /// One round trip.
    static func read(
        over session: Session
    ) async throws(SessionError) -> (tables: [String: SeedTable], partitions: [String: [String]]) {
        let results = try await session.execute(
            [tableQuery, columnQuery, constraintQuery, partitionQuery].joined(separator: "; "))
        var tables: [String: SeedTable] = [:]
        for row in results[0].rows {
            guard let number = row[0], let name = row[1] else { continue }
            tables[number] = SeedTable(number: number, name: name)
            if let bounds = row[2] {
                tables[number]?.checks.append(Check(name: nil, columns: [], definition: bounds))
            }
        }
        for row in results[1].rows {
            guard let table = row[0], let name = row[2], let type = row[4] else { continue }
            tables[table]?.columns.append(
                Column(
                    number: row.integer(in: 1) ?? 0, name: name, bareName: row[3] ?? name,
                    type: type, modifier: row.integer(in: 5) ?? -1, isNotNull: row[6] == "t",
                    isMade: row[7] == "t", isGenerated: row[8] == "t"))
        }
        for row in results[2].rows { read(row, into: &tables) }
        var partitions: [String: [String]] = [:]
        for row in results[3].rows {
            guard let parent = row[0], let child = row[1] else { continue }
            partitions[parent, default: []].append(child)
        }
        return (tables, partitions)
    }

    private static func read(_ row: Row, into tables: inout [String: SeedTable]) {
        guard let table = row[0], let name = row[1] else { return }
        let columns = (row[3] ?? "").split(separator: " ").compactMap { Int($0) }
        switch row[2] {
        case "c":
            tables[table]?.checks.append(
                Check(name: name, columns: columns, definition: row[6] ?? ""))
        case "f":
            tables[table]?.foreignKeys.append(
                ForeignKey(
                    columns: columns, table: row[4] ?? "0",
                    referenced: (row[5] ?? "").split(separator: "\u{1F}").map(String.init)))
        default: tables[table]?.keys[name] = columns
        }
    }

    private static let tableQuery = """
        select c.oid, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), \
        case when c.relispartition then pg_catalog.pg_get_partition_constraintdef(c.oid) end \
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
        where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname !~ '^pg_' \
        and n.nspname not in ('information_schema', 'tidemark') and not exists (select \
        from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass \
        and d.objid = c.oid and d.deptype = 'e') order by 2
        """

    private static let columnQuery = """
        select a.attrelid, a.attnum, pg_catalog.quote_ident(a.attname), a.attname, a.atttypid, \
        a.atttypmod, a.attnotnull or t.typnotnull, a.attidentity <> '' or a.attgenerated <> '' or \
        coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid) ~ '^nextval\\(', false), \
        a.attgenerated <> '' from pg_catalog.pg_attribute a \
        join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.oid >= 16384 \
        join pg_catalog.pg_type t on t.oid = a.atttypid \
        left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum \
        where a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum
        """

    private static let constraintQuery = """
        select k.conrelid, k.conname, k.contype, pg_catalog.array_to_string(k.conkey, ' '), \
        k.confrelid, (select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), \
        pg_catalog.chr(31) order by u.place) from pg_catalog.unnest(k.confkey) \
        with ordinality u (number, place) join pg_catalog.pg_attribute a \
        on a.attrelid = k.confrelid and a.attnum = u.number), \
        case when k.contype = 'c' then pg_catalog.pg_get_constraintdef(k.oid) end \
        from pg_catalog.pg_constraint k left join pg_catalog.pg_constraint p \
        on p.oid = k.conparentid where k.conrelid >= 16384 and k.contype in ('c', 'f', 'p', 'u', 'x') \
        and (p.oid is null or p.conrelid <> k.conrelid) order by k.conrelid, k.conname
        """

    private static let partitionQuery = """
        select i.inhparent, i.inhrelid from pg_catalog.pg_inherits i join pg_catalog.pg_class c \
        on c.oid = i.inhparent and c.relkind = 'p' order by 1, 2
        """
}
