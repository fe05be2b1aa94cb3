/// A text that may hold a password: usable, but never printed by accident.
///
/// `description`, `debugDescription`, `dump` and string interpolation give `(hidden)`; the text comes out only
/// by asking for `revealed`.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The text itself.
    ///
    /// Not for messages, logs or reports.
    public let revealed: String

    /// Wraps a text.
    public init(_ text: String) {
        revealed = text
    }

    /// Always `(hidden)`, or `(empty)` when there is nothing to hide.
    public var description: String { revealed.isEmpty ? "(empty)" : "(hidden)" }
    /// The same as `description`.
    public var debugDescription: String { description }
    /// Nothing to see.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
