/// One value of a YAML document with the place where it is written.
///
/// Scalars are text: what `yes`, `1.10` or `0123` mean is decided by whoever knows the key, so none
/// of YAML 1.1's guesses apply.
package struct YAMLNode: Sendable, Hashable {
    /// What a node holds.
    package enum Content: Sendable, Hashable {
        /// Text, with quotes, escapes and folding already resolved.
        case scalar(String)
        /// The items of a list, in order.
        case sequence([YAMLNode])
        /// Key-value pairs in the order of the document, without duplicates.
        case mapping([YAMLPair])
    }

    /// What the node holds.
    package var content: Content
    /// Whether a scalar is written without quotes and on one line, so that columns can be counted in it.
    package var isPlain: Bool
    /// The line of its first character, from 1.
    package var line: Int
    /// The column of its first character in Unicode scalars, from 1.
    package var column: Int

    /// Makes a node.
    package init(content: Content, isPlain: Bool = false, line: Int, column: Int) {
        self.content = content
        self.isPlain = isPlain
        self.line = line
        self.column = column
    }

    /// Whether nothing is written: an absent value, `~` or `null` without quotes.
    package var isNull: Bool {
        guard case .scalar(let text) = content, isPlain else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    /// The text of a scalar.
    package var text: String? {
        guard case .scalar(let text) = content else { return nil }
        return text
    }

    /// What the node is, in words for a message.
    package var kindInWords: String {
        switch content {
        case .scalar: isNull ? "nothing" : "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// One key of a mapping with its value.
package struct YAMLPair: Sendable, Hashable {
    /// The key's text.
    package var key: String
    /// The line of the key, from 1.
    package var line: Int
    /// The column of the key in Unicode scalars, from 1.
    package var column: Int
    /// The value.
    package var value: YAMLNode

    /// Makes a pair.
    package init(key: String, line: Int, column: Int, value: YAMLNode) {
        self.key = key
        self.line = line
        self.column = column
        self.value = value
    }
}

/// One thing wrong with the YAML text itself.
package struct YAMLProblem: Sendable, Hashable {
    /// What a program can tell problems apart by.
    package enum Code: String, Sendable, Hashable {
        /// The text is not YAML, or not UTF-8.
        case syntax = "config-syntax"
        /// A key stands twice in one mapping.
        case duplicateKey = "config-duplicate-key"
        /// YAML that is refused: tags, keys that are not text, too deep, too large, several documents.
        case unsupported = "config-unsupported"
    }

    /// What kind of problem.
    package var code: Code
    /// What is wrong; quotes keys, never values.
    package var message: String
    /// The line, from 1.
    package var line: Int
    /// The column in Unicode scalars, from 1.
    package var column: Int
    /// What to do about it.
    package var remedy: String?
}

/// The outcome of parsing a YAML text.
package struct YAMLDocument: Sendable, Hashable {
    /// The document's value; nil when the text is empty or not YAML.
    package var root: YAMLNode?
    /// Everything wrong with the text; after a syntax problem there is no root.
    package var problems: [YAMLProblem]
}
