/// What a statement does with a table, as far as privileges tell it apart (manual, 5.8 Privileges).
public enum AccessAction: String, Sendable, Hashable, CaseIterable {
    case select, insert, update, delete, truncate, references, trigger

    /// The privilege that it needs, as GRANT names it.
    public var privilege: String { rawValue.uppercased() }

    /// Whether policies apply to it; TRUNCATE, foreign keys and triggers pass them by.
    public var obeysPolicies: Bool {
        switch self {
        case .select, .insert, .update, .delete: true
        case .truncate, .references, .trigger: false
        }
    }

    /// Whether the privilege can be granted on single columns.
    public var isGrantedByColumn: Bool {
        switch self {
        case .select, .insert, .update, .references: true
        case .delete, .truncate, .trigger: false
        }
    }

    /// Whether it can be done without reading a column, as INSERT, UPDATE and DELETE without WHERE or RETURNING.
    ///
    /// No policy for SELECT applies then, and no privilege for it is needed.
    public var canBeBlind: Bool { self == .insert || self == .update || self == .delete }
}
