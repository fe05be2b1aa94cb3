import PostgresSession

/// A type, as far as values of it are to be made.
struct SeedType {
    enum Kind {
        case base
        case domain(of: String, modifier: Int, checks: [String])
        case enumeration([String])
        case composite([(type: String, modifier: Int)])
        case range(of: String)
        case multirange
        case array(of: String)
    }

    /// The bare name: `int4`.
    var name: String
    /// `pg_type.typcategory`.
    var category: String
    var kind: Kind

    /// All types of a database by number; one round trip.
    static func read(over session: Session) async throws(SessionError) -> [String: SeedType] {
        let result = try await session.query(
            """
            select t.oid, t.typname, t.typcategory, t.typtype, t.typbasetype, t.typtypmod, \
            case when t.typcategory = 'A' and t.typname !~ 'vector$' then t.typelem end, \
            (select r.rngsubtype from pg_catalog.pg_range r where r.rngtypid = t.oid), \
            (select pg_catalog.string_agg(e.enumlabel, pg_catalog.chr(31) order by e.enumsortorder) \
            from pg_catalog.pg_enum e where e.enumtypid = t.oid), \
            (select pg_catalog.string_agg(pg_catalog.pg_get_constraintdef(c.oid), pg_catalog.chr(31)) \
            from pg_catalog.pg_constraint c where c.contypid = t.oid), \
            (select pg_catalog.string_agg(a.atttypid || ' ' || a.atttypmod, pg_catalog.chr(31) \
            order by a.attnum) from pg_catalog.pg_attribute a where a.attrelid = t.typrelid \
            and a.attnum > 0 and not a.attisdropped) from pg_catalog.pg_type t \
            where t.typisdefined and (t.typrelid = 0 or exists (select from pg_catalog.pg_class c \
            where c.oid = t.typrelid and c.relkind = 'c'))
            """)
        var types: [String: SeedType] = [:]
        for row in result.rows {
            guard let number = row[0], let name = row[1] else { continue }
            types[number] = SeedType(name: name, category: row[2] ?? "U", kind: kind(of: row))
        }
        return types
    }

    private static func kind(of row: Row) -> Kind {
        func list(_ column: Int) -> [String] {
            (row[column] ?? "").split(separator: "\u{1F}").map(String.init)
        }
        if let element = row[6] { return .array(of: element) }
        switch row[3] {
        case "d":
            return .domain(
                of: row[4] ?? "0", modifier: row.integer(in: 5) ?? -1, checks: list(9))
        case "e": return .enumeration(list(8))
        case "c":
            return .composite(
                list(10).map { attribute in
                    let pieces = attribute.split(separator: " ")
                    return (String(pieces[0]), Int(pieces[1]) ?? -1)
                })
        case "r": return .range(of: row[7] ?? "0")
        case "m": return .multirange
        default: return .base
        }
    }
}
