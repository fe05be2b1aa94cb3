public import Findings

/// Why a folder of migrations could not be read at all.
public struct FolderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, for programs.
    public enum Code: String, Sendable, Hashable, Codable {
        /// Nothing is at the path.
        case missing = "folder-missing"
        /// The path is a file, a socket or a device.
        case notAFolder = "not-a-folder"
        /// There are no migrations in it.
        case empty = "folder-empty"
        /// The system refused to list it or to read a file that the layout cannot do without.
        case unreadable = "folder-unreadable"
        /// Symbolic links lead round in a circle.
        case linkLoop = "symlink-loop"
        /// Files are there, but of no layout that Tidemark knows.
        case unknownLayout = "layout-unknown"
        /// The plan, sum or configuration file of the layout does not parse.
        case malformed = "plan-malformed"
    }

    /// What is wrong.
    public var code: Code
    /// One sentence for people, without a final full stop.
    public var message: String
    /// The path that was asked for, or the file in it and the line that is wrong.
    public var location: Location
    /// What to type next.
    public var remedy: String

    /// Makes an error.
    public init(code: Code, message: String, location: Location, remedy: String) {
        self.code = code
        self.message = message
        self.location = location
        self.remedy = remedy
    }

    /// The error as a finding of severity `error`; its rule is the code.
    public var finding: Finding {
        Finding(
            rule: code.rawValue, severity: .error, message: message, location: location,
            remedy: remedy)
    }

    /// `place: message; remedy`.
    public var description: String { "\(location): \(message); \(remedy)" }
}
