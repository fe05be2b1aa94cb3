import JSONText
import Testing
import TidemarkTesting

/// `--rename`: what is the same under another name keeps its rows.
@Suite struct RenameTests {
    private static let files = [
        "sql/00_a.sql": """
        create schema app;
        create type app.mood as enum ('low', 'high');
        create table app.users (id int primary key, mail text not null, mood app.mood);
        create index users_mail_idx on app.users (mail);
        create view app.mails as select mail from app.users;
        create table app.posts (id int, author int constraint posts_author references app.users);
        create policy readers on app.posts using (author > 0);
        create function app.twice(int) returns int language sql return $1 * 2;
        create sequence app.numbers;

        """,
        "sql/01_b.sql": """
        alter table app.users rename to people;
        alter table app.people rename mail to email;
        alter index app.users_mail_idx rename to people_email_idx;
        alter table app.people rename constraint users_pkey to people_pkey;
        alter table app.posts rename constraint posts_author to posts_author_fk;
        alter policy readers on app.posts rename to writers;
        alter type app.mood rename to state;
        alter function app.twice(int) rename to double;
        alter sequence app.numbers rename to counters;
        alter view app.mails rename to emails;
        alter table app.people add nick text;

        """,
    ]

    private static let renames = [
        "app.users=app.people", "app.users.mail=app.people.email",
        "app.users_mail_idx=app.people_email_idx", "app.users.users_pkey=app.people.people_pkey",
        "app.posts.posts_author=app.posts.posts_author_fk", "app.posts.readers=app.posts.writers",
        "app.mood=app.state", "app.twice(integer)=app.double(integer)",
        "app.numbers=app.counters", "app.mails=app.emails",
    ]

    @Test func whatIsRenamedIsNotDropped() async throws {
        let shell = try Shell(Self.files)
        let flags = Self.renames.map { "--rename '\($0)'" }.joined(separator: " ")
        let ended = try await shell.bash(
            "tidemark diff migrations:sql@00 migrations:sql --sql \(flags)")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("-- Proven: on PostgreSQL"), ended.said)
        #expect(ended.out.contains("ALTER TABLE app.users RENAME TO people;"), ended.said)
        #expect(ended.out.contains("-- hazard renamed: "), ended.said)
        #expect(ended.out.contains("ADD COLUMN nick"), ended.said)
        #expect(!ended.out.contains("data-loss"), ended.said)
        #expect(!ended.out.contains("DROP "), ended.said)
    }

    @Test func theFileOfTheProjectDecidesInBothDirections() async throws {
        let list = Self.renames.map { "  - \"\($0)\"\n" }.joined()
        let shell = try Shell(
            Self.files.merging(["tidemark.yml": "renames:\n\(list)"]) { old, _ in old })
        for (from, to) in [
            ("migrations:sql@00", "migrations:sql"), ("migrations:sql", "migrations:sql@00"),
        ] {
            let ended = try await shell.tidemark("diff", from, to, "--sql")
            #expect(ended.code == 0, ended.said)
            #expect(!ended.out.contains("DROP TABLE"), ended.said)
            #expect(ended.out.contains("RENAME TO"), ended.said)
        }
    }

    @Test func nothingIsGuessedButOffered() async throws {
        let shell = try Shell(Self.files)
        let ended = try await shell.tidemark(
            "diff", "migrations:sql@00", "migrations:sql", "--sql", "--format", "json")
        #expect(ended.code == 0, ended.said)
        let value = try ended.json()
        let offered = Set((value["renameCandidates"]?.array ?? []).compactMap(\.string))
        #expect(
            offered.isSuperset(of: [
                "app.posts.readers=app.posts.writers", "app.mood=app.state",
                "app.numbers=app.counters",
            ]), ended.said)
        let hazards = (value["hazards"]?.array ?? []).compactMap(\.string)
        #expect(hazards.contains("data-loss"), ended.said)
    }

    @Test(arguments: [
        ("app.users", "is not OLD=NEW"),
        ("app.nobody=app.people", "app.nobody is not in the schema that there is"),
        ("app.users=app.nobody", "app.nobody is not in the schema that is wanted"),
        ("app.posts=app.people", "app.posts is in the schema that is wanted too"),
        ("app.users=app.counters", "are of different kinds"),
    ])
    func aWrongOneIsNamed(rename: String, message: String) async throws {
        let shell = try Shell(
            Self.files.merging(["tidemark.yml": "dir: sql\nrenames: [\"\(rename)\"]\n"]) { old, _ in
                old
            })
        let ended = try await shell.tidemark(
            "diff", "migrations:sql@00", "migrations:sql", "--sql")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("tidemark.yml:2:"), ended.said)
        #expect(ended.err.contains(message), ended.said)
        #expect(ended.out.isEmpty, ended.said)
    }

    @Test func hazardsThatAreNotAllowedAreRefused() async throws {
        let shell = try Shell(Self.files)
        let line = "tidemark diff migrations:sql@00 migrations:sql --sql"
        let refused = try await shell.bash("\(line) --allow index-build --allow scan")
        #expect(refused.code == 2, refused.said)
        #expect(
            refused.out.contains("-- REFUSED data-loss: the rows of app.users go"), refused.said)
        #expect(refused.out.contains("DROP TABLE app.users;"), refused.said)
        let none = try await shell.bash("\(line) --allow none --format json")
        #expect(none.code == 2, none.said)
        let kinds = try none.json()["refused"]?.array ?? []
        #expect(kinds.compactMap(\.string).contains("data-loss"), none.said)
        let wrong = try await shell.bash("\(line) --allow dataloss")
        #expect(wrong.code == 64, wrong.said)
        #expect(wrong.err.contains("there is no hazard 'dataloss'"), wrong.said)
        try shell.write(
            "tidemark.yml",
            "allow-hazards: [data-loss, index-build, scan, data-dependent, access-widened]\n")
        let allowed = try await shell.bash(line)
        #expect(allowed.code == 0, allowed.said)
    }
}
