/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Makes scripts that mix everything the lexical rules know.
///
/// Left out is where psql itself is known to be wrong: see `docs/sql-text.md`.
struct ScriptGenerator {
    private var random: SeededGenerator
    private var isStandard = true

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// A script of a few statements.
    mutating func script() -> String {
        isStandard = true
        var text = pick([
            "", "\u{FEFF}", "\n\n", "-- head; 'x\n", "/* head ; */\n", "\\restrict k1\n",
        ])
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            text += statement() + ending()
        }
        text += pick([
            "", "\n", "select 1", "-- tail; '", "/* tail */", "\n\n;;\n", "select 2\n-- x",
        ])
        return chance(8) ? text.replacing("\n", with: "\r\n") : text
    }

    private mutating func ending() -> String {
        pick([
            ";", ";\n", ";;\n", " ;\n\n", "\n;\n", "; -- done; it's\n", ";/* ; */\n", ";\t",
            ";\r\n",
        ])
    }

    private mutating func statement() -> String {
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return routine()
        case 1: return copy()
        case 2: return setting()
        case 3:
            return
                "create\(gap())or replace rule r as on insert to copied do also (select \(items()); select \(item()))"
        case 4: return "do\(gap())\(dollarQuoted())"
        case 5: return "prepare p\(gap())as\(gap())select $1::int, $2\(gap())\(items())"
        case 6:
            return "create table a$b(\(gap())c$1 int, \(quotedName()) text);\(gap())drop table a$b"
        case 7: return "comment on table copied is \(string())"
        case 8: return garbage()
        default: return "select\(gap())\(items())"
        }
    }

    private mutating func items() -> String {
        (0...Int.random(in: 0...3, using: &random)).map { _ in item() }.joined(
            separator: gap() + "," + gap())
    }

    private mutating func item() -> String {
        switch Int.random(in: 0..<14, using: &random) {
        case 0, 1, 2: return string()
        case 3: return dollarQuoted()
        case 4: return "\(number())\(gap())as \(quotedName())"
        case 5: return "(\(gap())\(item())\(gap()))"
        case 6: return "1\(operatorText())\(gap())\(number())"
        case 7: return "array[1,2][1:\(pick(["2", " 2", "n"]))]"
        case 8: return "case when true then \(item()) else \(item()) end"
        case 9: return "\(number())::numeric(4,2)"
        case 10: return "U&'d\\0061t\(pick([";", "''", "a"]))'"
        case 11: return "1 as a$x$b"
        case 12: return "cast(\(string()) as text)"
        default: return number()
        }
    }

    private mutating func string() -> String {
        let inside = pick([
            "a;b", "it''s", "--x", "/* ", "$$", "line1;\nline2;\n", "\n\n;", "ä😀", "C:", "", ";",
            "\"",
            "\r\n", "(", "begin",
        ])
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return "E'\(inside)\\'\(pick(["", "\\\\", "\\n;", "\\x41", "\\101", "\\u0061"]))'"
        case 1: return "e'\(inside)\\\\'"
        case 2:
            return "'\(inside)'\(pick(["\n", " \n ", " -- c;\n", "\n-- '\n", "\n\n"]))'\(inside)'"
        case 3: return pick(["b'01'", "x'1f'", "B'1'", "n'a;b'"])
        case 4: return isStandard ? "'\(inside)\\'" : "'\(inside)\\''"
        default: return "'\(inside)'"
        }
    }

    private mutating func dollarQuoted() -> String {
        let tag = pick(["", "a", "body", "größe", "_1", "A"])
        let inside = pick([
            ";", "'", "begin null; end;", "$", "$b$ ; $b$", "-- x\n", "\n\n", "/*", "$1",
            "$\(tag)x$", "\"",
            "select 'a''b';",
        ])
        return "$\(tag)$\(inside)\(tag.isEmpty && inside.hasSuffix("$") ? " " : "")$\(tag)$"
    }

    private mutating func quotedName() -> String {
        pick([
            "\"a;b\"", "\"a\"\"b\"", "\"'\"", "\"--\"", "U&\"d\\0061t\"", "abc", "ä", "\"\n\n;\"",
            "x1",
        ])
    }

    private mutating func number() -> String {
        pick(["1", "1.5", ".5", "1e5", "1.5e-3", "2.", "10 % 3", "- 1", "-1"])
    }

    private mutating func operatorText() -> String {
        pick([
            "+", "-", "*", " +/* ; */ ", " -- ;\n + ", "<>", "<=", "*/* /* ; */ */", " + - ", "<->",
            "=-",
            " * -",
        ])
    }

    private mutating func gap() -> String {
        pick([
            " ", " ", " ", "\n", "  ", "\t", "\n\n", "\n \n", " -- c; 'q\n", "/* ; ' */",
            " /* a /* b */ ; */ ",
            "\n-- x\n\n", "/* \n\n */", "\u{0C} ", "\r\n",
        ])
    }

    private mutating func routine() -> String {
        let kind = pick(["function", "procedure", "FUNCTION", "Procedure"])
        let head =
            "create\(gap())\(pick(["", "or\(gap())replace "]))\(kind) f\(Int.random(in: 0..<50, using: &random))(a int)"
        let returns = kind.lowercased() == "function" ? " returns int" : ""
        let language = "\(returns) language\(gap())sql"
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return "\(head)\(language) as \(dollarQuoted())"
        case 1 where kind.lowercased() == "function": return "\(head)\(language) return a + 1"
        default:
            let body = (0...Int.random(in: 0...2, using: &random)).map { _ in
                "select\(gap())\(pick([items(), "case when a>0 then case when a>1 then 1 end else 2 end", "1 as pending", "(case a when 1 then 2 end)"]));\(gap())"
            }
            return "\(head)\(language) begin\(gap())atomic\(gap())\(body.joined())end"
        }
    }

    private mutating func copy() -> String {
        let data = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            pick([
                "it's; $$ row", "", " \\\\.", "\\N", "a\\tb", "select 1;", "/* x", "ä", "-- c", "(",
            ]) + "\n"
        }
        let head = pick([
            "copy copied from stdin", "COPY copied (a) FROM STDIN",
            "copy copied from\(gap())stdin with (format text)",
            "copy copied(a) from stdout",
        ])
        return "\(head);\(pick(["", " ", " -- data"]))\n\(data.joined())\\.\nselect 'after'"
    }

    private mutating func setting() -> String {
        // psql takes a change over only at the next line.
        isStandard = Bool.random(using: &random)
        let value = isStandard ? pick(["on", "true", "default"]) : pick(["off", "'off'", "false"])
        return
            "set\(pick([" ", " session "]))standard_conforming_strings\(pick([" = ", " to "]))\(value);\nselect 1"
    }

    private mutating func garbage() -> String {
        pick([
            "selec 1", "select 1 from", ")", "select $", "1", "select\u{A0}1", "select #",
            "frobnicate (a;b)",
            "select 1 as \u{FEFF}x", "create function", "select a.b.c.d", "end", "{}", "select ~ ",
        ])
    }

    private mutating func pick(_ choices: [String]) -> String {
        choices.randomElement(using: &random) ?? ""
    }

    private mutating func chance(_ one: Int) -> Bool {
        Int.random(in: 0..<one, using: &random) == 0
    }
}
