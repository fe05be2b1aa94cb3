import SQLText

extension HistoryEvent {
    /// A decision of a person: `baseline` or `repair`.
    package init(
        decision kind: Kind, state: HistoryEntry.State, on migration: Migration, layout: Layout
    ) {
        self.init(
            kind: kind, direction: state == .applied ? .up : .down, state: state, id: migration.id)
        isRepeatable = migration.kind == .repeatable
        self.layout = layout.rawValue
        file = migration.up?.path
    }

    /// The decision that so many statements of an interrupted script are done.
    ///
    /// All of them settles it.
    package init(
        progressOf migration: Migration, direction: Direction, done: Int, script: ParsedScript,
        layout: Layout
    ) {
        let isAll = done == script.statements.count
        let state: HistoryEntry.State? =
            isAll ? (direction == .up ? .applied : .reverted) : nil
        self.init(kind: .repair, direction: direction, state: state, id: migration.id)
        self.layout = layout.rawValue
        file = script.script.path
        self.done = done
        total = script.statements.count
        doneChecksum = done > 0 ? script.doneChecksum(done) : nil
        if isAll { direction == .up ? setUp(script) : setDown(script) }
    }

    /// Records the UP: its text and both checksums.
    package mutating func setUp(_ script: ParsedScript) {
        checksum = script.checksum.text
        tokenChecksum = script.checksum.tokens
        upText = script.storedText
    }

    /// Records the text of a DOWN that history has kept before.
    package mutating func keepDown(_ text: String?) {
        downText = text
    }

    /// Records the text of the DOWN.
    package mutating func setDown(_ script: ParsedScript) {
        downText = script.storedText
    }
}
