import JSONText
import Testing

@Suite struct JSONTests {
    /// To PostgreSQL the two Unicode spellings of `é` are two texts, so they are here.
    @Test func textsAreTheirBytes() throws {
        let one = try JSONValue.parse(#"{"caf\u00e9": ["\u00e9"], "cafe\u0301": 1}"#)
        #expect(one["caf\u{E9}"]?[0] == "\u{E9}")
        #expect(one["caf\u{E9}"]?[0] != "e\u{301}")
        #expect(one["cafe\u{301}"] == 1)
        #expect(one != (try JSONValue.parse(#"{"caf\u00e9": ["e\u0301"], "cafe\u0301": 1}"#)))
        let rendered = "{\"caf\u{E9}\":[\"\u{E9}\"],\"cafe\u{301}\":1}"
        #expect(Array(one.render().utf8) == Array(rendered.utf8))
    }

    @Test func keysKeepTheirOrder() {
        let value: JSONValue = ["z": 1, "a": [true, nil, 1.5, "x"], "e": [], "o": [:]]
        #expect(value.render() == #"{"z":1,"a":[true,null,1.5,"x"],"e":[],"o":{}}"#)
        #expect(
            value.render(.pretty) == """
                {
                  "z": 1,
                  "a": [
                    true,
                    null,
                    1.5,
                    "x"
                  ],
                  "e": [],
                  "o": {}
                }
                """)
    }

    @Test func objectsAreBuiltInOrder() {
        var object = JSONObject()
        object["b"] = 1
        object["a"] = 2
        object["b"] = 3
        object["c"] = 4
        object["c"] = nil
        #expect(object.keys == ["b", "a"])
        #expect(JSONValue.object(object).render() == #"{"b":3,"a":2}"#)
    }

    @Test(arguments: [
        ("\"", #""\"""#), ("\\", #""\\""#), ("\n\r\t", #""\n\r\t""#),
        ("\u{1}\u{1F}\u{7F}", #""\u0001\u001f\u007f""#),
        ("\u{80}\u{9B}\u{A0}é", "\"\\u0080\\u009b\u{A0}é\""), ("日本👍", "\"日本👍\""),
        ("</x>", "\"</x>\""),
        ("\u{2028}", "\"\u{2028}\""),
    ])
    func escaping(text: String, json: String) throws {
        #expect(JSONValue.string(text).render() == json)
        #expect(try JSONValue.parse(json) == .string(text))
    }

    @Test func numbers() throws {
        #expect(JSONValue.integer(.min).render() == "-9223372036854775808")
        #expect(JSONValue.double(.nan).render() == "null")
        #expect(JSONValue.double(.infinity).render() == "null")
        #expect(JSONValue.double(1e-7).render() == "1e-07")
        #expect(try JSONValue.parse("-9223372036854775808") == .integer(.min))
        #expect(try JSONValue.parse("1e2") == .double(100))
        #expect(try JSONValue.parse("-0") == .integer(0))
        #expect(try JSONValue.parse("1.0") == .double(1))
    }

    @Test func reading() throws {
        let value = try JSONValue.parse(
            " { \"a\" : [ 1 , \"\\u00e9\\ud83d\\ude00\\/\" , { } , [ ] ] , \"b\" : true }\r\n\t")
        #expect(value["a"]?[0]?.integer == 1)
        #expect(value["a"]?[1]?.string == "é😀/")
        #expect(value["a"]?.array?.count == 4)
        #expect(value["b"]?.bool == true)
        #expect(value["c"] == nil)
        #expect(value["a"]?[9] == nil)
        #expect(value.object?.keys == ["a", "b"])
    }

    @Test(arguments: [
        ("", "1:1"), ("  ", "1:3"), ("{", "1:2"), ("[1,]", "1:4"), ("[1 2]", "1:4"),
        ("{\"a\":1,}", "1:8"),
        ("{a:1}", "1:2"), ("{\"a\" 1}", "1:6"), ("{\"a\":1,\n \"a\":2}", "2:2"), ("01", "1:1"),
        ("-", "1:2"),
        ("1.", "1:3"), ("1e", "1:3"), (".5", "1:1"), ("+1", "1:1"), ("nul", "1:1"), ("True", "1:1"),
        ("NaN", "1:1"),
        ("'a'", "1:1"), ("\"a", "1:3"), ("\"a\nb\"", "1:3"), ("\"\\x\"", "1:2"),
        ("\"\\u12\"", "1:2"),
        ("\"\\ud800\"", "1:2"), ("\"\\ud800\\u0041\"", "1:2"), ("\"\\udc00\"", "1:2"),
        ("1 2", "1:3"),
        ("[\"é\", x]", "1:7"), ("9223372036854775808", "1:1"), ("1e999", "1:1"),
        ("\u{FEFF}1", "1:1"),
        ("// x\n1", "1:1"), ("[1]\n]", "2:1"), ("\"\\", "1:2"),
    ])
    func refusals(text: String, place: String) {
        let failure = #expect(throws: JSONFailure.self) { try JSONValue.parse(text) }
        #expect(
            failure.map { "\($0.line):\($0.column)" } == place,
            "\(text): \(String(describing: failure))")
    }

    @Test func invalidUTF8IsRefused() {
        let failure = #expect(throws: JSONFailure.self) {
            try JSONValue.parse(Array("[\"a\", \"".utf8) + [0xC3, 0x28] + Array("\"]".utf8))
        }
        #expect(failure?.description.hasPrefix("1:8:") == true)
    }

    @Test func twoSpellingsOfOneTextAreTwoKeys() throws {
        let value = try JSONValue.parse("{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(value["\u{E9}"] == 1)
        #expect(value["e\u{301}"] == 2)
        #expect(value.render() == "{\"\u{E9}\":1,\"e\u{301}\":2}")
    }

    @Test func duplicatesAreFoundAmongManyKeys() {
        for count in [2, 15, 16, 17, 40] {
            for repeated in [0, count - 1] {
                var members = (0..<count).map { "\"k\($0)\":\($0)" }
                #expect(throws: Never.self) {
                    try JSONValue.parse("{" + members.joined(separator: ",") + "}")
                }
                members.append("\"k\(repeated)\":0")
                #expect(throws: JSONFailure.self) {
                    try JSONValue.parse("{" + members.joined(separator: ",") + "}")
                }
            }
        }
    }

    @Test func depthIsBounded() throws {
        let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        _ = try JSONValue.parse(deep)
        #expect(throws: JSONFailure.self) {
            try JSONValue.parse(String(repeating: "[", count: 100_000))
        }
    }

    @Test(arguments: 1...20)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        for _ in 0..<100 {
            let value = randomValue(depth: 0, using: &random)
            for layout in [JSONLayout.compact, .pretty] {
                let bytes = value.encoded(layout)
                #expect(try JSONValue.parse(bytes) == value)
            }
        }
    }

    @Test(arguments: 1...20)
    func damagedTextNeverCrashesAndWhatIsReadIsWrittenTheSame(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        for _ in 0..<200 {
            var bytes = randomValue(depth: 0, using: &random).encoded(.pretty)
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                default:
                    bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: index)
                }
            }
            guard let value = try? JSONValue.parse(bytes) else { continue }
            #expect((try? JSONValue.parse(value.encoded())) == value)
        }
    }

    private func randomValue(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth < 5 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2:
            return .integer(
                Int(truncatingIfNeeded: random.next()) >> Int.random(in: 0..<64, using: &random))
        case 3:
            let number = Double(bitPattern: random.next())
            return number.isFinite ? .double(number) : .double(0.5)
        case 4, 5: return .string(randomText(using: &random))
        case 6:
            return .array(
                (0..<Int.random(in: 0..<5, using: &random)).map { _ in
                    randomValue(depth: depth + 1, using: &random)
                })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0..<5, using: &random) {
                object[randomText(using: &random)] = randomValue(depth: depth + 1, using: &random)
            }
            return .object(object)
        }
    }

    private func randomText(using random: inout SeededGenerator) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            let limit: UInt32 =
                [0x20, 0x80, 0x100, 0x3000, 0x11_0000].randomElement(using: &random) ?? 0x80
            if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &random)) {
                text.append(scalar)
            }
        }
        return String(text)
    }
}

/// SplitMix64: the same values for the same seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
