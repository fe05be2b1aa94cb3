import Migrations
import PostgresSession
import Reports

extension Console {
    /// Tells what a run is doing.
    func tell(_ event: RunEvent) {
        switch event {
        case .waitingForRunLock(let holder):
            say("waiting for another run: \(renderVisible(holder))\n")
        case .started(let id, let direction, let number, let total, let resumed):
            let verb = direction == .up ? "applying" : "reverting"
            progress(
                ProgressLine(
                    verb, item: "\(id)", done: number - 1, of: total, elapsed: .zero))
            if resumed > 0 { say("\(id): goes on after statement \(resumed)\n") }
        case .statement(let id, let number, let total, let line):
            guard isVerbose else { return }
            say("\(id) \(number)/\(total): \(renderVisible(line))\n")
        case .retrying(let id, let attempt, let total, let pause, let reason):
            say(
                "\(id): \(renderVisible(reason)); attempt \(attempt) of \(total) in "
                    + "\(renderElapsed(pause))\n")
        case .notice(_, let notice):
            say("\(notice.severity): \(renderVisible(notice.message))\n")
        case .finished(let outcome):
            let verb = outcome.direction == .up ? "applied" : "reverted"
            let source = outcome.file == nil ? "  (text from history)" : ""
            let line = StyledText(verb, .success) + StyledText(" \(outcome.id)", .strong)
            say(
                talk.render(
                    line + StyledText("  \(renderElapsed(outcome.duration))\(source)", .faint))
                    + "\n")
        case .phase(let phase, let duration):
            guard isVerbose else { return }
            say("\(phase): \(renderNumber(Int(duration / .milliseconds(1)))) ms\n")
        case .note(let finding):
            say([finding])
        }
    }
}
