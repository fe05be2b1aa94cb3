/// A place in a file: the file alone, a line, or a line and a column.
public struct Location: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The path as the user would type it from the working directory.
    public var file: String
    /// The line, from 1.
    public var line: Int?
    /// The column in Unicode scalars, from 1.
    public var column: Int?

    /// Makes a location.
    public init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file`, `file:line` or `file:line:column`, as editors and terminals link it.
    public var description: String {
        guard let line else { return file }
        guard let column else { return "\(file):\(line)" }
        return "\(file):\(line):\(column)"
    }
}
