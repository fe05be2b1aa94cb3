import Configuration
import Testing

@Suite struct DurationTests {
    @Test(arguments: [
        ("0", Duration.zero), ("0s", .zero), ("0.0", .zero), ("5s", .seconds(5)),
        ("5 s", .seconds(5)),
        ("500ms", .milliseconds(500)), ("2min", .seconds(120)), ("1.5min", .seconds(90)),
        ("1h", .seconds(3600)), ("1d", .seconds(86400)), ("10us", .microseconds(10)),
        ("0.1s", .milliseconds(100)), ("007s", .seconds(7)), (" 5s ", .seconds(5)),
    ])
    func parses(text: String, expected: Duration) throws {
        #expect(try parseDuration(text) == expected)
    }

    @Test(arguments: [
        ("5", "5s"), ("100", "100s"), ("5 sec", "5s"), ("5m", "5min"), ("2 hours", "2h"),
        ("5S", "5s"),
        ("5MS", "5ms"), ("3µs", "3us"),
    ])
    func suggests(text: String, suggestion: String) {
        let failure = #expect(throws: DurationFailure.self) { try parseDuration(text) }
        #expect(failure?.suggestion == suggestion)
    }

    @Test(arguments: [
        "", "s", "-5s", "5s6", "1.2.3s", ".5s", "5.s", "٥s", "5 lightyears", "1e3s", "+5s",
        "99999999999999999999999s", "20000d", "5\u{0}s", "5s;drop",
    ])
    func refuses(text: String) {
        #expect(throws: DurationFailure.self) { try parseDuration(text) }
    }

    @Test(arguments: [
        (Duration.zero, "0"), (.seconds(5), "5s"), (.seconds(60), "1min"), (.seconds(90), "90s"),
        (.milliseconds(1500), "1500ms"), (.seconds(7200), "2h"), (.seconds(172_800), "2d"),
        (.microseconds(3), "3us"),
    ])
    func renders(duration: Duration, text: String) throws {
        #expect(renderDuration(duration) == text)
        #expect(try parseDuration(text) == duration)
    }

    @Test func timeoutsHaveTheServersBounds() throws {
        #expect(try parseTimeout("0") == .zero)
        #expect(try parseTimeout("1ms") == .milliseconds(1))
        #expect(try parseTimeout("24d") == .seconds(24 * 86_400))
        #expect(throws: DurationFailure.self) { try parseTimeout("999us") }
        #expect(throws: DurationFailure.self) { try parseTimeout("25d") }
    }

    @Test func everyRenderingReadsBack() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let bits = Int.random(in: 0...49, using: &generator)
            let duration = Duration.microseconds(Int.random(in: 0...(1 << bits), using: &generator))
            guard duration < .seconds(10_000 * 86_400) else { continue }
            #expect(try parseDuration(renderDuration(duration)) == duration)
        }
    }

    @Test func millisecondsRoundUpSoThatATimeoutNeverBecomesNone() {
        #expect(Duration.microseconds(1).milliseconds == 1)
        #expect(Duration.milliseconds(5).milliseconds == 5)
        #expect(Duration.zero.milliseconds == 0)
    }
}
