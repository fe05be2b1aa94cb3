public import JSONText
public import Migrations

/// What `baseline` and `repair` report.
public struct DecisionReport: Report {
    let command: String
    let ids: [MigrationID]

    /// Makes a report of the migrations that a decision was recorded for.
    public init(_ command: String, _ ids: [MigrationID]) {
        self.command = command
        self.ids = ids
    }

    /// One line per migration and their count.
    public func text(on terminal: Terminal) -> String {
        ids.map { "recorded \(renderVisible($0.description))\n" }.joined()
            + terminal.render(
                StyledText("\(command): \(renderCount(ids.count, "event")) recorded", .success))
            + "\n"
    }

    /// `migrations`.
    public var json: JSONValue {
        [
            "migrations": .array(
                ids.map { ["version": .string($0.version), "name": .string($0.name)] })
        ]
    }
}

/// The texts that history keeps of a migration.
public struct StoredTextReport: Report {
    let id: MigrationID
    let up: String?
    let down: String?
    let showsUp: Bool
    let showsDown: Bool

    /// Makes a report of one or both texts.
    public init(
        _ id: MigrationID, up: String?, down: String?, _ showsUp: Bool, _ showsDown: Bool
    ) {
        self.id = id
        self.up = up
        self.down = down
        self.showsUp = showsUp
        self.showsDown = showsDown
    }

    /// The texts as they were, so that they can be written to a file.
    public func text(on terminal: Terminal) -> String {
        (showsUp ? up ?? "" : "") + (showsDown ? down ?? "" : "")
    }

    /// `version`, `name`, `up`, `down`.
    public var json: JSONValue {
        [
            "version": .string(id.version),
            "name": .string(id.name),
            "up": showsUp ? .optional(up) : .null,
            "down": showsDown ? .optional(down) : .null,
        ]
    }
}

/// The files that `init` and `new` made.
public struct FilesReport: Report {
    let made: [String]
    let kept: [String]
    let next: String

    /// Makes a report.
    public init(made: [String], kept: [String], next: String) {
        self.made = made
        self.kept = kept
        self.next = next
    }

    /// One line per file.
    public func text(on terminal: Terminal) -> String {
        made.map { "made \(renderVisible($0))\n" }.joined()
            + kept.map { "kept \(renderVisible($0)), which was there\n" }.joined()
            + terminal.render(StyledText("next:", .note) + StyledText(" " + next)) + "\n"
    }

    /// `made`, `kept`.
    public var json: JSONValue {
        ["made": .list(made), "kept": .list(kept)]
    }
}

/// A text that the program writes about itself: a completion script, the manual page.
public struct DocumentReport: Report {
    let key: String
    let document: String

    /// Makes a report of a text, with its key in JSON.
    public init(_ key: String, _ document: String) {
        self.key = key
        self.document = document
    }

    /// The text as it is.
    public func text(on terminal: Terminal) -> String { document }

    /// The text under its key.
    public var json: JSONValue {
        .object(JSONObject([.init(key: key, value: .string(document))]))
    }
}
