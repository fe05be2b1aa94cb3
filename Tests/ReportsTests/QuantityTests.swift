import Reports
import Testing

@Suite struct QuantityTests {
    @Test(arguments: [
        (Duration.zero, "0 ms"), (.microseconds(1), "0.1 ms"), (.microseconds(340), "0.3 ms"),
        (.microseconds(1_500), "1.5 ms"), (.milliseconds(9), "9 ms"),
        (.milliseconds(340), "340 ms"),
        (.microseconds(999_999), "999 ms"), (.milliseconds(1_000), "1 s"),
        (.milliseconds(1_234), "1.2 s"),
        (.milliseconds(59_999), "59.9 s"), (.seconds(60), "1 min"), (.seconds(125), "2 min 5 s"),
        (.seconds(3_600), "1 h"), (.seconds(12_000), "3 h 20 min"), (.seconds(90_000), "1 d 1 h"),
        (.milliseconds(-340), "-340 ms"),
    ])
    func elapsed(duration: Duration, text: String) {
        #expect(renderElapsed(duration) == text)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_000, "-1,000"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func numbers(number: Int, text: String) {
        #expect(renderNumber(number) == text)
    }

    @Test func counts() {
        #expect(renderCount(0, "row") == "no rows")
        #expect(renderCount(1, "row") == "1 row")
        #expect(renderCount(1_234, "row") == "1,234 rows")
        #expect(renderCount(2, "index") == "2 indexes")
        #expect(renderCount(2, "policy") == "2 policies")
        #expect(renderCount(2, "key") == "2 keys")
        #expect(renderCount(2, "branch") == "2 branches")
        #expect(renderCount(2, "schema", plural: "schemata") == "2 schemata")
    }

    @Test(arguments: [
        (0, "0 bytes"), (1, "1 byte"), (1_023, "1023 bytes"), (1_024, "1 kB"), (1_536, "1.5 kB"),
        (10_240, "10 kB"), (12 << 20, "12 MB"), ((1 << 20) - 1, "1 MB"), (5 << 40, "5 TB"),
        (-2_048, "-2 kB"), (Int.max, "8 EB"), (1_047_552, "1023 kB"),
    ])
    func bytes(bytes: Int, text: String) {
        #expect(renderBytes(bytes) == text)
    }

    @Test(arguments: [
        ("2026-11-23 10:20:30.5+02", "2026-11-23T08:20:30.500000Z"),
        ("2026-11-23T08:20:30Z", "2026-11-23T08:20:30.000000Z"),
        ("2026-11-23 08:20:30", "2026-11-23T08:20:30.000000Z"),
        ("2024-02-29 23:59:59.999999-05:30", "2024-03-01T05:29:59.999999Z"),
        ("1969-12-31 23:59:59.25+00", "1969-12-31T23:59:59.250000Z"),
        ("1900-03-01 00:00:00+00", "1900-03-01T00:00:00.000000Z"),
        ("2026-11-23 10:20:30+05:53:28", "2026-11-23T04:27:02.000000Z"),
    ])
    func timestamps(text: String, iso: String) throws {
        let timestamp = try #require(Timestamp(parsing: text))
        #expect(timestamp.iso8601(fraction: true) == iso)
        #expect(Timestamp(parsing: iso) == timestamp)
    }

    @Test(arguments: [
        "", "infinity", "yesterday", "2026-13-01 00:00:00", "0044-03-15 00:00:00 BC", "2026-11-23",
        "2026-11-23 10:20:30x", "2026-11-23 10:20:30.+02",
    ])
    func notATimestamp(text: String) {
        #expect(Timestamp(parsing: text) == nil)
    }

    @Test func everyDayReadsBack() throws {
        for day in stride(from: -700_000, through: 800_000, by: 379) {
            let timestamp = Timestamp(microseconds: day * 86_400_000_000 + 1)
            #expect(Timestamp(parsing: timestamp.iso8601(fraction: true)) == timestamp)
        }
        #expect(Timestamp(microseconds: 0).description == "1970-01-01T00:00:00Z")
        #expect(Timestamp(microseconds: 951_782_400_000_000).description == "2000-02-29T00:00:00Z")
    }

    @Test(arguments: [
        (0, "just now"), (59, "59 seconds ago"), (60, "1 minute ago"), (7_200, "2 hours ago"),
        (86_400 * 3, "3 days ago"), (-300, "in 5 minutes"), (86_400 * 40, "2026-10-14"),
    ])
    func relative(seconds: Int, text: String) throws {
        let now = try #require(Timestamp(parsing: "2026-11-23T10:00:00Z"))
        let then = Timestamp(microseconds: now.microseconds - seconds * 1_000_000)
        #expect(then.relative(to: now) == text)
    }

    @Test func progress() {
        let line = ProgressLine(
            "applying", item: "03_tasks.sql", done: 3, of: 12, elapsed: .milliseconds(1_250))
        let terminal = Terminal(
            color: .never, isTerminal: true, columns: 80, environment: ["LANG": "C"])
        #expect(
            line.render(on: terminal)
                == "applying [bar] 3/12 1.2 s 03_tasks.sql".replacing(
                    "[bar]", with: "#####---------------"))
        #expect(line.renderPlain() == "applying 03_tasks.sql (3 of 12, 1.2 s)")
        #expect(
            ProgressLine("waiting", done: 0, elapsed: .seconds(2)).renderPlain() == "waiting (2 s)")
        for columns in 20...100 {
            let terminal = Terminal(
                color: .never, isTerminal: true, columns: columns, environment: ["LANG": "C.UTF-8"])
            #expect(displayWidth(of: line.render(on: terminal)) < columns)
        }
        let over = ProgressLine("copying", done: 9, of: 3, elapsed: .zero).render(on: terminal)
        #expect(over.contains("####################"))
    }
}
