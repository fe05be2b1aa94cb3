import Configuration
import Testing

@Suite struct YAMLTests {
    @Test func treeWithPlaces() throws {
        let document = parseYAML(Array("a: 1\nb:\n  - x\n  - 'y z'\nc: { d: é }\n".utf8))
        #expect(document.problems.isEmpty)
        guard case .mapping(let pairs) = document.root?.content else {
            Issue.record("no mapping")
            return
        }
        #expect(pairs.map(\.key) == ["a", "b", "c"])
        #expect(pairs.map { "\($0.line):\($0.column)" } == ["1:1", "2:1", "5:1"])
        guard case .sequence(let items) = pairs[1].value.content else {
            Issue.record("no list")
            return
        }
        #expect(items.map(\.text) == ["x", "y z"])
        #expect(items.map(\.isPlain) == [true, false])
        #expect(items.map { "\($0.line):\($0.column)" } == ["3:5", "4:5"])
    }

    @Test func aliasesStandForTheirAnchor() throws {
        let text = """
            environments:
              a: &base { dir: x, lock-timeout: 2s }
              b: *base
            """
        let configuration = try parse(text, env: "b")
        #expect(configuration.dir == "x")
        #expect(configuration.lockTimeout == .seconds(2))
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "\u{FEFF}", "~"])
    func emptyTextsGiveTheDefaults(text: String) throws {
        #expect(try parse(text).dir == "sql")
    }

    @Test func blockScalarsAndEscapes() throws {
        #expect(try parse("role: |-\n  a\n  b").role == "a\nb")
        #expect(try parse("role: >-\n  a\n  b").role == "a b")
        #expect(try parse("role: \"\\u00e9\\t\"").role == "é\t")
        #expect(try parse("role: !!str 5").role == "5")
        #expect(try parse("'dir': x").dir == "x")
    }

    @Test func randomBytesNeverCrash() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("{}[]:,-?&*!|>'\"%@`#~ \n\t\\abdir: ${A:-x}é".utf8) + [0, 0xFF, 0x85]
        for _ in 0..<3_000 {
            let length = Int.random(in: 0..<60, using: &generator)
            let bytes = (0..<length).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
            do {
                _ = try Configuration.parse(bytes, process: [:])
            } catch {
                #expect(!error.findings.isEmpty)
            }
        }
    }
}
