extension OnlineFormTests {
    private static let users = """
        create table app.users (id int, mail text, name text, org int, "Odd, Name" int);
        insert into app.users select i, 'm' || i, 'n', i, i from generate_series(1, 50) i;

        """

    static let indexes: [Case] = [
        Case(
            name: "another index of the same name",
            before:
                "\(users) create index users_mail on app.users (mail); comment on index app.users_mail is 'old'",
            change: """
                drop index app.users_mail; create index users_mail on app.users (lower(mail)) where org > 1;
                comment on index app.users_mail is 'new'
                """,
            plan: [
                "CREATE INDEX CONCURRENTLY users_mail__new", "DROP INDEX app.users_mail",
                "ALTER INDEX app.users_mail__new RENAME TO users_mail", "COMMENT ON INDEX",
            ]),
        Case(
            name: "index that becomes unique, of a name with quotes, beside its new name",
            before: """
                \(users) create index "A b" on app.users ("Odd, Name");
                create index "A b__new" on app.users (id)
                """,
            change:
                "drop index app.\"A b\"; create unique index \"A b\" on app.users (\"Odd, Name\", id)",
            plan: [
                "CREATE UNIQUE INDEX CONCURRENTLY \"A b__new1\"", "DROP INDEX app.\"A b\"",
                "ALTER INDEX app.\"A b__new1\" RENAME TO \"A b\"",
            ]),
        Case(
            name: "index of a materialized view",
            before: """
                \(users) create materialized view app.some as select id, mail from app.users;
                create index some_id on app.some (id)
                """,
            change: "drop index app.some_id; create index some_id on app.some (id, mail)",
            plan: ["CONCURRENTLY some_id__new", "DROP INDEX app.some_id", "RENAME TO some_id"]),
        Case(
            name: "primary key of another name",
            before: "\(users) alter table app.users add constraint old_key primary key (id)",
            change: """
                alter table app.users drop constraint old_key;
                alter table app.users add constraint new_key primary key (id, org)
                """,
            plan: [
                "CHECK (org IS NOT NULL)", "VALIDATE", "SET NOT NULL", "DROP CONSTRAINT tidemark",
                "CREATE UNIQUE INDEX CONCURRENTLY new_key__new", "DROP CONSTRAINT old_key",
                "ADD CONSTRAINT new_key PRIMARY KEY USING INDEX new_key__new",
            ]),
        Case(
            name: "unique constraint with a foreign key to it",
            before: """
                \(users) alter table app.users add constraint users_mail_key unique (mail);
                create table app.logs (mail text references app.users (mail)); insert into app.logs values ('m1')
                """,
            change: """
                alter table app.logs drop constraint logs_mail_fkey;
                alter table app.users drop constraint users_mail_key;
                alter table app.users add constraint users_mail_key unique (mail) include (name);
                alter table app.logs add constraint logs_mail_fkey foreign key (mail) references app.users (mail)
                """,
            plan: [
                "DROP CONSTRAINT logs_mail_fkey",
                "CREATE UNIQUE INDEX CONCURRENTLY users_mail_key__new",
                "DROP CONSTRAINT users_mail_key",
                "ADD CONSTRAINT users_mail_key UNIQUE USING INDEX users_mail_key__new",
                "NOT VALID", "VALIDATE CONSTRAINT logs_mail_fkey",
            ]),
        Case(
            name: "index of a column that goes",
            before: "\(users) create index users_mail on app.users (mail)",
            change: "alter table app.users drop mail; create index users_mail on app.users (name)",
            plan: ["DROP COLUMN mail", "CREATE INDEX CONCURRENTLY users_mail ON"]),
        Case(
            name: "index of a function that is made anew",
            before: """
                \(users) create function app.cut(text) returns text immutable language sql return left($1, 2);
                create index users_mail on app.users (app.cut(mail))
                """,
            change: """
                drop index app.users_mail; drop function app.cut;
                create function app.cut(text) returns int immutable language sql return 1;
                create index users_mail on app.users (app.cut(mail))
                """,
            plan: [
                "DROP INDEX CONCURRENTLY", "DROP FUNCTION",
                "CREATE INDEX CONCURRENTLY users_mail ON",
            ]),
    ]

    private static let sufficient = "existing constraints on column"

    static let columns: [Case] = [
        Case(
            name: "several columns NOT NULL at once", before: users,
            change: """
                alter table app.users alter id set not null, alter org set not null, alter "Odd, Name" set not null
                """,
            plan: [
                "CHECK (\"Odd, Name\" IS NOT NULL AND id IS NOT NULL AND org IS NOT NULL) NOT VALID",
                "VALIDATE", "SET NOT NULL", "SET NOT NULL", "SET NOT NULL", "DROP CONSTRAINT",
            ],
            says: [
                "\(sufficient) \"users.id\"", "\(sufficient) \"users.org\"",
                "\(sufficient) \"users.Odd, Name\"",
            ]),
        Case(
            name: "NOT NULL with a primary key",
            before: users,
            change: "alter table app.users alter name set not null, add primary key (id, org)",
            plan: [
                "CHECK (id IS NOT NULL AND name IS NOT NULL AND org IS NOT NULL) NOT VALID",
                "VALIDATE", "DROP CONSTRAINT tidemark_not_null", "PRIMARY KEY USING INDEX",
            ], says: ["\(sufficient) \"users.name\""]),
    ]
}
