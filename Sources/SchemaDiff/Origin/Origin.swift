public import Catalog

/// The statement of a migration that made something.
public struct Origin: Sendable, Hashable {
    /// A statement as history has it.
    public struct Statement: Sendable, Hashable {
        /// The version of its migration.
        public var version: String
        /// The name of its migration.
        public var name: String
        /// The file, as it was called when it was applied; nil where that is not known.
        public var file: String?
        /// Its place among the statements of the migration, from 1.
        public var number: Int
        /// The line of the file that it begins in; nil where the text does not tell.
        public var line: Int?
        /// The first line of its text.
        public var text: String

        /// Makes a statement.
        public init(
            version: String, name: String, file: String? = nil, number: Int, line: Int? = nil,
            text: String
        ) {
            self.version = version
            self.name = name
            self.file = file
            self.number = number
            self.line = line
            self.text = text
        }

        /// The migration: `version_name`, or whichever of the two is there.
        public var migration: String {
            [version, name].filter { !$0.isEmpty }.joined(separator: "_")
        }
    }

    /// What the statement made: what differs, or the object that it is on.
    public var element: ElementName
    /// The statement.
    public var statement: Statement

    /// Makes an origin.
    public init(_ element: ElementName, _ statement: Statement) {
        self.element = element
        self.statement = statement
    }
}
