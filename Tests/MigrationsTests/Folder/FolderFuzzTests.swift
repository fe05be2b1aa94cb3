import Migrations
import SQLText
import Testing

/// Anything may be in a folder: reading it ends in an answer or in a finding, never in a trap.
@Suite struct FolderFuzzTests {
    /// A small generator, so that a failure can be repeated.
    private struct Noise {
        var state: UInt64

        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }

        mutating func text(of words: [String], upTo count: Int) -> String {
            (0..<next(below: count)).map { _ in words[next(below: words.count)] }.joined()
        }
    }

    @Test(arguments: 1...4)
    func templates(seed: UInt64) {
        let words = [
            "{{", "}}", "{", "}", "-", " ", ".", "a", "if", "else", "end", "index", "\"", "'", "`",
            "/*", "*/", "--", "\n", "$", "${", "$$", "\\", "(", ")", "|", "é", "0", "e'", "not",
            "\n-- +goose ENVSUB ON\n", "-- +goose ENVSUB OFF\n", ":-", "?", "eq", "1.5",
        ]
        var noise = Noise(state: seed)
        for _ in 0..<3_000 {
            let text = noise.text(of: words, upTo: 24)
            for layout in [Layout.diesel, .flyway, .goose] {
                _ = Template.detect(in: text, layout: layout, hasVariables: true)
            }
            for syntax in Template.Syntax.allCases {
                let template = Template(text, syntax: syntax, isOnFromStart: true)
                guard let rendered = try? template.render(["a": "x\n", "index": ""]) else {
                    continue
                }
                let end = rendered.sourcePosition(ofByte: rendered.text.utf8.count)
                #expect(end.offset <= text.utf8.count)
            }
        }
    }

    @Test(arguments: 1...3)
    func names(seed: UInt64) throws {
        let words = [
            "1", "02", "_", "__", "-", ".", "V", "U", "R", "B", "a", "up", "down", ".up", ".down",
            ".sql", ".sql", ".go", " ", "@", "postgres", "mysql", "autocommit", "rollback", "é",
        ]
        var noise = Noise(state: seed)
        for _ in 0..<40 {
            let sample = try SampleFolder()
            for _ in 0..<12 {
                let name = noise.text(of: words, upTo: 7)
                if !name.isEmpty, name != ".", name != ".." {
                    try sample.write(name + ".sql", "-- migrate:up\n-- +goose Up\nselect 1;")
                }
            }
            for layout in [nil] + Layout.allCases.map(Optional.some) {
                guard let folder = try? sample.read(as: layout) else { continue }
                let ids = folder.migrations.filter { $0.kind == .versioned }.map(\.id.version)
                for (left, right) in zip(ids, ids.dropFirst()) {
                    #expect(!folder.layout.order.precedes(right, left), "\(layout as Any) \(ids)")
                }
            }
        }
    }

    @Test func contents() throws {
        let words = [
            "-- migrate:up\n", "-- migrate:down\n", "-- +goose Up\n", "-- +goose Down\n",
            "select 1",
            ";", "\n", "'", "$$", "/*", "*/", "(", "copy t from stdin;\n", "\\.\n", "--! Hash: x\n",
            "--! Previous: -\n", "h1:x\n", " h1:", "-- atlas:txmode none\n", "-- depends: 1\n",
            "%a=b",
            "@v ", "[", "]", "\u{FEFF}", "\r\n", "-- +goose StatementEnd\n", "{\"Files\":[\"",
        ]
        var noise = Noise(state: 7)
        for _ in 0..<150 {
            let sample = try SampleFolder()
            for name in ["1_a.sql", "atlas.sum", "sqitch.plan", "sqitch.conf", "2_b.sql"] {
                try sample.write(name, noise.text(of: words, upTo: 14))
            }
            for layout in Layout.allCases { _ = try? sample.read(as: layout) }
        }
    }
}
