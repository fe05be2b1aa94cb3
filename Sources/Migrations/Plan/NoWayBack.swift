package import Findings
import SQLText

extension PlanStep {
    /// What its UP says of there being no way back; nil where it says nothing, as far as it can be read.
    ///
    /// - Parameter storedUp: the text that history keeps, which counts where the folder has no UP.
    func readIrreversibility(storedUp: String?) -> ScriptDirectives.Irreversibility? {
        let kept = storedUp.map { Script.kept($0, of: id) }
        return (migration?.up ?? kept)?.readIrreversibility()
    }

    /// Why a migration that has no DOWN anywhere cannot be reverted: for the reason that its UP gives,
    /// or because nobody wrote one.
    package func readRefusal(storedUp: String?) -> Finding {
        if let reason = readIrreversibility(storedUp: storedUp) { return irreversible(reason) }
        return Finding(
            rule: "no-down", severity: .error, message: "\(id) has no DOWN",
            location: (migration?.up?.path).map { Location(file: $0) },
            remedy: "write one, or stop above it: tidemark down --to \(id.typed)")
    }

    func irreversible(_ said: ScriptDirectives.Irreversibility) -> Finding {
        Finding(
            rule: "irreversible", severity: .error,
            message: "\(id) cannot be reverted: \(said.reason)", location: said.location,
            remedy: "stop above it: tidemark down --to \(id.typed)")
    }
}

extension Migration {
    /// Why it cannot be reverted, when its UP says so.
    package func readIrreversible() -> Finding? {
        guard let said = up?.readIrreversibility() else { return nil }
        return Finding(
            rule: "irreversible", severity: .note, message: "\(id) has no way back: \(said.reason)",
            location: said.location)
    }
}

extension Script {
    /// A text of history, with a path that says so.
    static func kept(_ text: String, of id: MigrationID) -> Script {
        Script(path: "history:\(id)", source: .stored(text))
    }

    /// The directive that says that there is no way back, if the text has one.
    ///
    /// A template is read as it stands, since the directive needs no values; in a text with a fault,
    /// and in a file that cannot be read to its end, what is before the fault counts.
    func readIrreversibility() -> ScriptDirectives.Irreversibility? {
        var start = SourcePosition.start
        if case .section(let position, _) = source { start = position }
        var collected = CollectedScript(path: path)
        func collect(_ reader: consuming ScriptReader) throws {
            var reader = reader
            try collected.collect(from: &reader)
        }
        try? read(
            whole: { bytes in
                guard bytes.firstIndex(ofSequence: Array("irreversible".utf8), from: 0) != nil
                else { return }
                try collect(ScriptReader(bytes: bytes, from: start))
            },
            chunks: { try collect(ScriptReader(source: $0)) })
        return collected.directives.irreversible
    }
}
