import Findings
import Migrations

extension LintRule {
    static let banDropExtension = LintRule(
        "ban-drop-extension", .warning,
        "DROP EXTENSION takes functions, types and operators away that others use",
        reason: """
            What belongs to an extension is no part of the migrations, so neither the way back nor a \
            reviewer sees what goes; with CASCADE columns go too.
            """,
        instead: """
            -- what uses it first, by name; then with the reason
            -- tidemark: allow ban-drop-extension nothing uses it since 12
            drop extension hstore;
            """,
        examples: LintExamples(
            "create extension if not exists plpgsql",
            bad: ["drop extension plpgsql"],
            good: ["create extension if not exists plpgsql"],
            facts: [.answers("select count(*) from pg_extension where extname = 'plpgsql'", "0")])
    ) { context in
        guard context.node.kind == "DropStmt", context.node.text("removeType") == "OBJECT_EXTENSION"
        else {
            return []
        }
        return [
            Hazard(
                "functions, types and operators of \(context.node.nodes("objects").map(\.listedName).joined(separator: ", ")) go for everybody",
                next: "when nothing uses it, write: -- tidemark: allow ban-drop-extension REASON")
        ]
    }
}
