public import Catalog

/// What a role can do with a table by one kind of statement, and why.
public struct AccessCell: Sendable, Hashable {
    /// The role, as SQL has it; `PUBLIC` is what every role can.
    public var role: String
    /// The table or foreign table.
    public var table: ObjectName
    /// The kind of statement.
    public var action: AccessAction
    /// On what the privilege is held.
    public var extent: Extent
    /// Why no policies apply; nil where they do, and where the privilege is missing.
    public var exemption: Exemption?
    /// The policies that apply, by name; empty without row-level security.
    public var policies: [String]
    /// How far a statement reaches that reads no column, where there is such a one; for SELECT the whole answer.
    public var reach: Reach
    /// How far a statement reaches that also reads, by WHERE or RETURNING; nil where every statement does, or none.
    public var reading: Reach?

    /// On what a privilege is held.
    public enum Extent: Sendable, Hashable {
        /// Nothing.
        case none
        /// These columns, as SQL has them, sorted.
        case columns([String])
        /// The whole table.
        case table
    }

    /// Why no policies apply.
    public enum Exemption: Sendable, Hashable {
        /// Row-level security is off.
        case rowSecurityOff
        /// The role is a superuser.
        case superuser
        /// The role has BYPASSRLS.
        case bypassRLS
        /// The role owns the table, or has the rights of the owner, and the table has no FORCE.
        case owner
        /// The action passes policies by.
        case action
    }
}
