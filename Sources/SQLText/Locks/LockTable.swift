/// The table-level locks that a statement takes, told from its text alone.
///
/// Each is what PostgreSQL 15 was seen to take; 16 and 18 take the same, but that GRANT and REVOKE,
/// which lock nothing before, take AccessShareLock on 18. What is listed is what would be taken if
/// every `IF EXISTS` and `IF NOT EXISTS` let the statement do its work.
///
/// Listed are relations that exist before the statement and that it names: tables, views, sequences,
/// and indexes where the statement is about the index. Not listed, since the text does not tell:
/// - what is locked with a named relation: its indexes, TOAST table, owned sequences, partitions,
///   inheritance children, the default partition beside an attached one, the tables under a view;
/// - the table of a dropped or reindexed index, of dropped extended statistics, and the other table
///   of a foreign key that goes, by itself or with its column or table;
/// - what CASCADE reaches, and the tables that use a domain or a row type;
/// - what DO, CALL, triggers and functions do, `nextval('…')` too, and what is meant by a whole
///   schema, database, tablespace or role.
///
/// DROP INDEX CONCURRENTLY is listed as ShareUpdateExclusiveLock; it ends in an AccessExclusiveLock
/// on the index when no transaction can know the index any more.
///
/// PostgreSQL manual, 13.3.1 Table-Level Locks, and the reference page of each command.
public enum LockTable {
    /// The strongest lock on each relation, in the order in which the relations are named first.
    ///
    /// A name is given as the statement has it, schema or not, with the parts folded and quoted as
    /// the server would. A statement of a kind that locks nothing, or that is not known, has none.
    public static func locks(of statement: Statement) -> [PredictedLock] {
        var parser = LockParser(
            SpellingCursor(
                statement.text, standardConformingStrings: statement.standardConformingStrings))
        parser.parseStatement()
        return parser.locks.all
    }
}
