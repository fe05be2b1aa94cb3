import Migrations
import SQLText
import Testing

@Suite struct TemplateTests {
    private func failure(
        _ text: String, _ syntax: Template.Syntax, _ variables: [String: String] = [:],
        origin: SourcePosition = .start
    ) -> ScriptError? {
        do {
            _ = try Template(text, syntax: syntax, origin: origin).render(variables)
            return nil
        } catch { return error }
    }

    private func render(
        _ text: String, _ syntax: Template.Syntax, _ variables: [String: String]
    ) throws -> String {
        try Template(text, syntax: syntax).render(variables).text
    }

    // MARK: - Detection

    @Test(arguments: [
        "select {{ tenant }};", "create table {{.prefix}}users ();",
        "-- {{if .postgres}}\nselect 1;",
        "select '{{ index .Options \"Namespace\" }}.t';", "select '{{.name}}';",
        "do $$ begin {{- /* note */ -}} end $$;", "select \"{{ .a.b }}\";", "{{end}}",
    ])
    func goTemplates(text: String) {
        #expect(Template.detect(in: text, layout: .golangMigrate)?.syntax == .go)
        #expect(Template.detect(in: text, layout: .native) == nil)
    }

    @Test(arguments: [
        "select '{{1,2},{3,4}}'::int[];", "select '{{-1,2},{3,4}}'::int[];",
        "select '{{.5,1},{.25,2}}'::float[];", "select '{{a,b}}', '{{indexed}}';",
        "create function f() returns text language plv8 as $f$ return `${x}` + '{{name}}' $f$;",
        "-- a matrix is {{1}}\nselect 1;", "/* {{x}} */ select E'it\\'s {{x}}';", "select '${x}';",
    ])
    func textsThatAreNone(text: String) {
        for layout in Layout.allCases {
            #expect(Template.detect(in: text, layout: layout) == nil, "\(layout)")
        }
    }

    @Test func flywayPlaceholdersInLiteralsNeedVariables() {
        let body = "do $$ begin perform '${HOME}'; end $$;"
        #expect(Template.detect(in: body, layout: .flyway) == nil)
        #expect(Template.detect(in: body, layout: .flyway, hasVariables: true)?.syntax == .flyway)
        #expect(Template.detect(in: "create table ${t} ();", layout: .flyway) != nil)
        #expect(Template.detect(in: "create table ${t} ();", layout: .diesel) == nil)
    }

    // MARK: - Ours

    @Test func environmentPlaceholders() throws {
        let text = "grant select on t to ${ROLE}; -- $${ROLE} ${A_1}$$ '${ROLE}'"
        let result = try render(text, .environment, ["ROLE": "app", "A_1": "é"])
        #expect(result == "grant select on t to app; -- ${ROLE} é$$ 'app'")
    }

    @Test func undefinedNamesHaveAPlaceAndTheFlagToType() throws {
        let origin = SourcePosition(offset: 100, line: 10, column: 1)
        let error = try #require(
            failure(
                "select 1;\nselect é, ${DB_NAME};", .environment, ["X": "s3cret"], origin: origin))
        #expect(error.code == "template-undefined-variable")
        #expect(error.position.line == 11)
        #expect(error.position.column == 11)
        #expect(error.remedy?.contains("--var DB_NAME=VALUE") == true)
        #expect(!"\(error)".contains("s3cret"))
    }

    @Test(arguments: ["${", "${}", "${a b}", "${1}", "${A.B}", "${A"])
    func whatIsNoNameIsAnError(text: String) {
        #expect(failure(text, .environment, ["A": "x"])?.code == "template-syntax")
    }

    // MARK: - Flyway and goose

    @Test func flywayPlaceholders() throws {
        let variables = ["flyway:user": "me", "a.b": "1"]
        #expect(
            try render("select ${a.b}, '${flyway:user}'", .flyway, variables) == "select 1, 'me'")
        #expect(failure("select\n ${missing}", .flyway, variables)?.position.line == 2)
    }

    @Test func gooseSubstitutesOnlyBetweenItsAnnotations() throws {
        let text = """
            -- +goose Up
            select '${A}';
            -- +goose envsub on
            select '$A', '${A}', '${B:-none}', '${E:-empty}', '${E-kept}', '${C-${A}}', '\\$5', $$x$$;
            -- costs $5
            -- +goose ENVSUB OFF
            select '${A}';
            """
        let found = try #require(Template.detect(in: text, layout: .goose))
        #expect(found.syntax == .goose)
        let result = try found.render(["A": "a", "E": ""]).text
        #expect(result.contains("select 'a', 'a', 'none', 'empty', '', 'a', '$5', $x$;"))
        #expect(result.contains("-- costs $5"))
        #expect(result.hasSuffix("select '${A}';"))
        #expect(result.hasPrefix("-- +goose Up\nselect '${A}';"))
        #expect(Template.detect(in: "select '${A}';", layout: .goose) == nil)
    }

    @Test func gooseSwitchMayComeBeforeTheSection() throws {
        let before = "-- +goose ENVSUB ON\n-- +goose Up\nselect '${A}';\n"
        let section = "-- +goose Down\nselect '${A}';\n-- +goose ENVSUB OFF\nselect '${A}';"
        let template = try #require(
            Template.detect(in: section, layout: .goose, fileBefore: before))
        #expect(
            try template.render(["A": "x"]).text
                == "-- +goose Down\nselect 'x';\n-- +goose ENVSUB OFF\nselect '${A}';")
    }

    @Test func gooseFaults() {
        func code(_ line: String) -> String? {
            failure("-- +goose ENVSUB ON\n" + line, .goose, ["A": "abc"])?.code
        }
        #expect(code("select $1") == "template-syntax")
        #expect(code("select ${A:1}") == "template-unsupported")
        #expect(code("select ${A") == "template-syntax")
        #expect(code("select ${B}") == "template-undefined-variable")
        #expect(code("select ${B?needed}") == "template-undefined-variable")
        #expect(code("select $(a)") == nil)
    }

    // MARK: - Go

    @Test func goValuesAndTrimming() throws {
        let text = """
            {{- /* a note
            with }} in it */ -}}
            create table {{.prefix}}t (
                {{- if .postgres -}}
                a jsonb
                {{- else if .mysql -}}
                a json
                {{- else -}}
                a text
                {{- end }}
            ); -- "{{ index .Options "Namespace" }}" {{`raw`}} {{"q\\"\\n"}}{{ 1.5 }} {{$.prefix}}
            """
        var variables = [
            "prefix": "p_", "postgres": "true", "mysql": "false", "Options.Namespace": "auth",
        ]
        let end = "\n); -- \"auth\" raw q\"\n1.5 p_"
        #expect(try render(text, .go, variables) == "create table p_t (a jsonb" + end)
        variables["postgres"] = "false"
        #expect(try render(text, .go, variables) == "create table p_t (a text" + end)
        variables["mysql"] = "1"
        #expect(try render(text, .go, variables) == "create table p_t (a json" + end)
    }

    @Test(arguments: [
        ("{{if and .a (not .b)}}1{{end}}", "1"), ("{{if or .b .a}}1{{end}}", "1"),
        ("{{if or .a .undefined}}1{{end}}", "1"),
        ("{{if and .b .undefined}}1{{else}}2{{end}}", "2"),
        ("{{if eq .c \"x\"}}1{{end}}", "1"), ("{{if eq .c \"y\" \"x\"}}1{{end}}", "1"),
        ("{{if ne .c \"x\"}}1{{end}}", ""), ("{{if not (eq .c `x`)}}1{{else}}2{{end}}", "2"),
        ("{{if .a}}{{if .b}}1{{else}}2{{end}}{{end}}", "2"), ("{{ .n.m }}", "deep"),
        ("a {{- .c -}} b", "axb"), ("a{{.c}} {{- /**/}} b", "ax b"), ("{{ -5 }}", "-5"),
    ])
    func goConditions(text: String, expected: String) throws {
        let variables = ["a": "true", "b": "false", "c": "x", "n.m": "deep"]
        #expect(try render(text, .go, variables) == expected)
    }

    @Test func answerOfAFunctionTakesItsArgumentsOrIsThatOfTheCall() throws {
        let text = """
            {{ addColumn "t" "a" .kind }}{{ addIndex  "t"   "a, b" }}{{if not (has .s "t")}}x{{end}}
            """
        let values = [
            "kind": "int", "s": "public", "has": "$2",
            "addColumn": "alter table $1 add $2 $3; do $$ begin end $$; -- $4 $0 $",
            "addIndex t a, b": "create index i on t (a, b); -- $1",
            "addIndex": "never",
        ]
        #expect(
            try render(text, .go, values)
                == "alter table t add a int; do $$ begin end $$; -- $4 $0 $"
                + "create index i on t (a, b); -- $1")
        #expect(try render(text, .go, values.merging(["has": ""]) { $1 }).hasSuffix("x"))
        #expect(
            try render(text, .go, values.merging(["has public t": "false"]) { $1 }).hasSuffix("x"))
    }

    @Test func goFunctionsOfOtherProgramsAreVariables() throws {
        let text =
            "select 1;\n  {{ addColumnIfNeeded \"blocks\" \"root_id\" \"varchar(36)\" \"\" }}"
        #expect(try render(text, .go, ["addColumnIfNeeded": ""]) == "select 1;\n  ")
        let error = try #require(failure(text, .go))
        #expect(error.code == "template-unknown-function")
        #expect(error.message.contains("addColumnIfNeeded"))
        #expect(error.position == SourcePosition(offset: 15, line: 2, column: 6))
        #expect(error.remedy?.contains("--var addColumnIfNeeded=VALUE") == true)
    }

    @Test(arguments: [
        ("{{.a | quote}}", "template-unsupported"), ("{{range .a}}{{end}}", "template-unsupported"),
        ("{{with .a}}{{end}}", "template-unsupported"), ("{{$x := 1}}", "template-unsupported"),
        ("{{printf \"%s\" .a}}", "template-unsupported"), ("{{.}}", "template-unsupported"),
        ("{{template \"x\"}}", "template-unsupported"), ("{{if .a}}", "template-syntax"),
        ("{{end}}", "template-syntax"), ("{{.a", "template-syntax"), ("{{}}", "template-syntax"),
        ("{{if .a}}{{else}}{{else}}{{end}}", "template-syntax"), ("{{.a .a}}", "template-syntax"),
        ("{{/* open }}", "template-syntax"), ("{{if (eq .a 1}}{{end}}", "template-syntax"),
        ("{{\"open}}", "template-syntax"), ("{{.undefined}}", "template-undefined-variable"),
        ("{{if .undefined}}{{end}}", "template-undefined-variable"),
        ("{{ index .Options \"Namespace\" }}", "template-undefined-variable"),
        ("{{%}}", "template-syntax"),
    ])
    func goFaults(text: String, code: String) {
        #expect(failure(text, .go, ["a": "1"])?.code == code)
    }

    @Test func oneCallOfAFunctionMayHaveAValueOfItsOwn() throws {
        let text = "{{if exists \"a\"}}1{{end}}{{if exists \"b\"}}2{{end}}{{if exists .c}}3{{end}}"
        let variables = ["exists": "false", "exists b": "true", "c": "x", "exists x": "1"]
        #expect(try render(text, .go, variables) == "23")
    }

    @Test func firstPlaceholderOfATemplateWithoutVariablesIsNamed() {
        let text = "create table \"{{ index .Options \"Namespace\" }}\".t (a int);"
        #expect(failure(text, .go)?.message.contains("Options.Namespace") == true)
    }

    @Test func placesInTheResultLeadBackToTheFile() throws {
        let text = "{{- /* gone */ -}}\n\nselect {{.long}} from nowhere;"
        let rendered = try Template(text, syntax: .go).render(["long": "a,\nb,\nc"])
        #expect(rendered.text == "select a,\nb,\nc from nowhere;")
        #expect(
            rendered.sourcePosition(ofByte: 0) == SourcePosition(offset: 20, line: 3, column: 1))
        #expect(rendered.sourcePosition(ofByte: 10).column == 8)
        let nowhere = rendered.sourcePosition(ofByte: "select a,\nb,\nc from ".utf8.count)
        #expect(nowhere == SourcePosition(offset: 42, line: 3, column: 23))
    }

    // MARK: - Whose values are in it

    @Test(arguments: [
        ("${A} $${B}", Template.Syntax.environment, ["A"]), ("${A}${b}", .flyway, ["A", "b"]),
        ("-- +goose ENVSUB ON\n$A ${N:-x} ${B:-$b}", .goose, ["A", "B"]),
        ("{{.A}}{{if .B}}{{.b}}{{end}}", .go, ["A", "b"]),
        ("{{f .A}}{{if eq .B \"1\"}}{{end}}{{index .X \"y\"}}", .go, ["A", "X.y", "f"]),
    ])
    func namesOfValues(text: String, syntax: Template.Syntax, names: [String]) throws {
        let values = ["A": "1", "B": "1", "b": "1", "f": "$1", "X.y": "1", "never": "1"]
        let rendered = try Template(text, syntax: syntax).render(values)
        #expect(rendered.variables.sorted() == names)
    }
}
