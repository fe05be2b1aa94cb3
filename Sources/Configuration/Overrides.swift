extension Configuration {
    /// What flags on the command line set: it wins over every section of the file.
    ///
    /// The texts are those of the flags; they are checked with the same rules as the file's values.
    /// Folders given here are relative to the working directory.
    public struct Overrides: Sendable, Hashable {
        private var texts: [Key: Secret] = [:]
        private var placeholders: [String: Secret] = [:]

        /// No flag given.
        public init() {}

        /// The text of one flag; nil when it was not given.
        public subscript(key: Key) -> String? {
            get { texts[key]?.revealed }
            set { texts[key] = newValue.map { Secret($0) } }
        }

        /// The values of `--var NAME=VALUE`, by name; they are added to those of the file.
        public var variables: [String: String] {
            get { placeholders.mapValues(\.revealed) }
            set { placeholders = newValue.mapValues { Secret($0) } }
        }
    }
}
