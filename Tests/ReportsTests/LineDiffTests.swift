import Testing

@testable import Reports

@Suite struct LineDiffTests {
    @Test func bothSidesCanBeReadFromIt() {
        var random = SplitMix(seed: 7)
        for round in 0..<400 {
            let letters = ["a", "b", "c", "", "é"].prefix(2 + round % 4)
            let old = (0..<Int(random.next() % 30)).map { _ in
                letters.randomElement(using: &random) ?? ""
            }
            let new = (0..<Int(random.next() % 30)).map { _ in
                letters.randomElement(using: &random) ?? ""
            }
            let diff = LineDiff(from: old, to: new)
            #expect(diff.lines.filter { $0.kind != .added }.map(\.text) == old)
            #expect(diff.lines.filter { $0.kind != .removed }.map(\.text) == new)
            #expect(diff.lines.compactMap(\.old) == Array(1..<(old.count + 1)))
            #expect(diff.lines.compactMap(\.new) == Array(1..<(new.count + 1)))
            for context in 0...3 {
                let hunks = diff.hunks(context: context)
                let shown = hunks.reduce(0) { $0 + $1.lines.count + $1.skipped }
                #expect(shown == (old == new ? 0 : diff.lines.count))
                #expect(
                    hunks.flatMap(\.lines).filter { $0.kind != .kept }
                        == diff.lines.filter { $0.kind != .kept })
            }
        }
    }

    @Test func unchangedLinesAreLeftOut() {
        let old = (1...20).map { "line \($0)" }
        var new = old
        new[9] = "another"
        let hunks = LineDiff(from: old, to: new).hunks(context: 2)
        #expect(hunks.map(\.skipped) == [7, 8])
        #expect(
            hunks[0].lines.map(\.text) == [
                "line 8", "line 9", "line 10", "another", "line 11", "line 12",
            ])
        #expect(hunks[1].lines.isEmpty)
        // One line is shown rather than counted.
        new[13] = "another"
        #expect(
            LineDiff(from: old, to: new).hunks(context: 1).map(\.skipped)
                == [8, 5])
    }

    @Test func veryLongTextsThatShareNothingAreReplaced() {
        let old = (0..<5_000).map { "a\($0)" }
        let new = ["same"] + (0..<5_000).map { "b\($0)" }
        let diff = LineDiff(from: ["same"] + old, to: new)
        #expect(diff.removedCount == 5_000)
        #expect(diff.addedCount == 5_000)
        #expect(diff.lines.first?.kind == .kept)
    }

    @Test func spellingsOfOneLetterAreTwo() {
        #expect(LineDiff(from: ["\u{E9}"], to: ["e\u{301}"]).removedCount == 1)
    }
}

/// A generator whose numbers are the same in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
