import SQLText
import Testing

@Suite struct VersionFloorTests {
    private func floor(_ text: String) -> VersionFloor? {
        Statement(text: text).shape.versionFloor(in: text)
    }

    @Test(arguments: [
        ("select * from (select 1)", 16), ("update t set a = 1 from (values (1)) where true", 16),
        ("create view v as select 1 from a join (select 1) on true", 16),
        ("insert into t select * from (select 1) group by 1", 16),
        ("with x as (select * from (select 1)) select 1", 16),
        ("MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", 15),
        ("create unique index i on t (a) nulls not distinct", 15),
        ("create view v with (security_invoker = true) as select 1", 15),
        ("create table t (a int, b int generated always as (a) virtual)", 18),
        ("alter table t add foreign key (a) references u not enforced", 18),
        ("create table t (r int4range, primary key (r without overlaps))", 18),
        ("select * from json_table('[]', '$[*]' columns (a int)) j", 17),
        ("create function f() returns int begin atomic select 1; end", 14),
        ("select * from (select 1), json_table('[]', '$' columns (a int)) j", 17),
    ])
    func newerSyntax(text: String, major: Int) {
        #expect(floor(text)?.major == major)
    }

    @Test(arguments: [
        "select * from (select 1) x", "select * from (select 1) as x where true",
        "select * from (select 1) \"where\"", "select * from (a join b on true)",
        "select extract(epoch from (select now()))", "select substring('x' from (select 1))",
        "select trim(both from (select 'x'))", "select 1 is distinct from (select 1)",
        "select 'from (select 1)', merge, virtual from t", "select * from a, (select 1) x",
        "create table t (security text, virtual int)", "delete from t where a in (select 1)",
        "create function f() returns text language sql as $$ select * from (select 1) $$",
        "comment on table t is 'without overlaps'",
    ])
    func olderSyntax(text: String) {
        #expect(floor(text) == nil)
    }

    @Test func placeIsThatOfTheWord() {
        #expect(floor("select é\nfrom (select 1)")?.offset == 10)
    }
}
