import SQLText
import Testing

@Suite struct HiddenConstantsTests {
    @Test(arguments: [
        ("select 'a', E'b', $$c$$, $t$d$t$, 1.5e3, 42, $1", "select …, …, …, …, …, …, $1"),
        ("alter role r -- x\n  password 'hush' /* y */ login", "alter role r password … login"),
        ("select \"n\" from s.\"T\" where x='y'", "select \"n\" from s.\"T\" where x=…"),
        ("select U&'d\\0061', 'after'", "select …"), ("select 'it''s', b'1'", "select …, …"),
        // As the server cuts a long statement, and with standard_conforming_strings off.
        ("insert into t values ('hus", "insert into t values (…"),
        ("select 'it\\'s', 'hush'", "select …"), ("do $x$ hush", "do …"), ("", ""),
    ])
    func noConstantIsShown(sql: String, shown: String) {
        #expect(hidingConstants(in: sql) == shown)
    }

    @Test func aLongOneIsCut() {
        let sql = "select " + (1...50).map { "column_\($0)" }.joined(separator: ", ")
        #expect(hidingConstants(in: sql, limit: 30) == "select column_1, column_2, co…")
    }
}
