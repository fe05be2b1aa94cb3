extension Configuration {
    /// One key of `tidemark.yml`: the single place that validation, flags' defaults and the
    /// documentation take its type, its default and its meaning from.
    public struct Key: Sendable, Hashable, CustomStringConvertible {
        /// What a value must be.
        public enum Kind: Sendable, Hashable {
            /// Any text; may be empty to mean "none".
            case text
            /// A connection string; never quoted in a message.
            case connection
            /// A folder, relative to the file it is written in.
            case folder
            /// One of these words.
            case choice([String])
            /// A length of time in PostgreSQL's units, at least a millisecond or 0.
            case duration
            /// Two lengths of time, `first..second`, the second not shorter.
            case durationRange
            /// A whole number within these bounds.
            case count(ClosedRange<Int>)
            /// `true` or `false`.
            case boolean
            /// Names: a YAML list, or one text with commas.
            case list
            /// Names with texts; never quoted in a message.
            case mapping
            /// A list of rules, each with `object`, `reason` and perhaps `until`.
            case rules
            /// Rules of `lint` with their levels, and the oldest server.
            case lint
            /// Names with sections of keys.
            case environments
        }

        /// The key as it is written in the file.
        public let name: String
        /// What its value must be.
        public let kind: Kind
        /// The value when nobody sets it, written as in the file; empty for "none".
        public let defaultText: String
        /// What it does, in one line without a final full stop.
        public let summary: String
        /// A value as somebody might write it.
        public let example: String
        /// The flag that sets it for one command.
        public let flag: String
        /// Whether an environment may set it for itself.
        public let isPerEnvironment: Bool

        init(
            _ name: String, _ kind: Kind, default defaultText: String = "", example: String,
            flag: String? = nil, isPerEnvironment: Bool = true, _ summary: String
        ) {
            self.name = name
            self.kind = kind
            self.defaultText = defaultText
            self.example = example
            self.flag = flag ?? "--\(name)"
            self.isPerEnvironment = isPerEnvironment
            self.summary = summary
        }

        /// The key's name.
        public var description: String { name }

        /// Whether messages must not quote its values.
        var isConfidential: Bool { kind == .connection || kind == .mapping }
    }
}

extension Configuration.Key.Kind {
    /// The type in a few words, for messages ("needs …") and for the documentation.
    public var inWords: String {
        switch self {
        case .text: "a text"
        case .connection: "a connection string"
        case .folder: "a folder"
        case .choice(let words):
            words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        case .duration: "a duration"
        case .durationRange: "two durations, shortest..longest"
        case .count(let bounds): "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
        case .boolean: "true or false"
        case .list: "a list of names"
        case .mapping: "a mapping of names to texts"
        case .rules: "a list of rules with `object`, `reason` and perhaps `until`"
        case .lint: "a section with `rules` and perhaps `server-version`"
        case .environments: "a mapping of environment names to sections"
        }
    }
}
