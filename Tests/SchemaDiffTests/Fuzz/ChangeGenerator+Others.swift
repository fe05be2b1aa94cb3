/// Changes of what is no relation.
extension ChangeGenerator {
    mutating func other(_ target: Target) -> Change? {
        let name = target.name
        // Statistics belong to their table.
        let touched = [name, target.table]
        let kind = target.kind
        let alter = "alter \(kind) \(name)"
        // What every kind has.
        switch number(0...7) {
        case 0 where kind != "role" && kind != "database":
            return Change(
                statement: "comment on \(commented(kind)) \(name) is \(comment())", touched: touched
            )
        case 1 where kind != "role" && kind != "database":
            return Change(statement: "\(spelled(alter, kind)) owner to \(role())", touched: touched)
        case 2 where kind != "role" && kind != "database":
            let words = commented(kind)
            return Change(
                statement: "drop \(words) \(name)\(pick(["", " cascade"]))", touched: touched)
        case 3 where kind != "role" && kind != "database":
            return Change(
                statement: "\(spelled(alter, kind)) rename to \(freshName())", touched: touched)
        case 4:
            guard let object = granted(kind) else { return nil }
            return Change(
                statement: grant(object.privileges, on: "\(object.words) \(name)"), touched: touched
            )
        default: break
        }
        guard let statement = special(target, alter) else { return nil }
        return Change(statement: statement.text, touched: touched + statement.touched)
    }

    private func commented(_ kind: String) -> String {
        switch kind {
        case "enum", "composite", "range": "type"
        case "wrapper": "foreign data wrapper"
        default: kind
        }
    }

    private func spelled(_ alter: String, _ kind: String) -> String {
        alter.replacing("alter \(kind)", with: "alter \(commented(kind))", maxReplacements: 1)
    }

    private func granted(_ kind: String) -> (words: String, privileges: [String])? {
        switch kind {
        case "function", "procedure": (kind, ["execute"])
        case "enum", "composite", "range": ("type", ["usage"])
        case "domain", "language": (kind, ["usage"])
        case "sequence": (kind, ["usage", "select", "update"])
        case "schema": (kind, ["usage", "create"])
        case "server": ("foreign server", ["usage"])
        case "wrapper": ("foreign data wrapper", ["usage"])
        default: nil
        }
    }

    private mutating func special(
        _ target: Target, _ alter: String
    ) -> (text: String, touched: [String])? {
        let fresh = freshName()
        switch target.kind {
        case "function", "procedure": return (routine(alter, target), [])
        case "sequence": return (sequence(alter), [])
        case "enum":
            return (
                pick([
                    "alter type \(target.name) add value '\(text())\(number(1...99))'",
                    "alter type \(target.name) set schema \(any("schema"))",
                ]),
                []
            )
        case "composite":
            return ("alter type \(target.name) add attribute \(fresh) \(type())", [fresh])
        case "domain": return domain(alter, target, fresh)
        case "schema": return created(in: target.name, fresh)
        case "role": return role(target, fresh)
        case "publication":
            return (
                pick([
                    "\(alter) set (publish = '\(pick(["insert", "update", "insert, delete", ""]))')",
                    "\(alter) add table \(any("table"))", "\(alter) drop table \(any("table"))",
                    "\(alter) set table \(any("table"))",
                    "\(alter) add tables in schema \(any("schema"))",
                    "\(alter) set (publish_via_partition_root = \(pick(["true", "false"])))",
                ]), []
            )
        case "statistics": return ("\(alter) set statistics \(number(-1...500))", [])
        case "event trigger":
            return (
                "\(alter) \(pick(["disable", "enable", "enable always", "enable replica"]))", []
            )
        case "server":
            return ("\(alter) options (\(pick(["add", "set"])) host '\(text())')", [])
        case "wrapper":
            return (
                "alter foreign data wrapper \(target.name) options (\(pick(["add", "set"])) debug '\(text())')",
                []
            )
        case "database": return database()
        default: return nil
        }
    }

    private mutating func routine(_ alter: String, _ target: Target) -> String {
        pick([
            "\(alter) cost \(number(1...9999))", "\(alter) strict", "\(alter) called on null input",
            "\(alter) immutable",
            "\(alter) volatile", "\(alter) parallel \(pick(["safe", "restricted", "unsafe"]))",
            "\(alter) leakproof",
            "\(alter) security \(pick(["definer", "invoker"]))",
            "\(alter) set work_mem = '\(number(64...9999))kB'",
            "\(alter) set search_path = \(pick(["''", "pg_catalog, app", "\"$user\""]))",
            "\(alter) reset all",
            "\(alter) depends on extension plpgsql", "\(alter) set schema \(any("schema"))",
            "\(alter) rows \(number(1...99))",
        ])
    }

    private mutating func sequence(_ alter: String) -> String {
        pick([
            "\(alter) increment \(number(-9...9))", "\(alter) maxvalue \(number(1000...9999))",
            "\(alter) no maxvalue",
            "\(alter) minvalue \(number(-99...1))", "\(alter) start \(number(1...99))",
            "\(alter) cache \(number(1...9))",
            "\(alter) \(pick(["cycle", "no cycle"]))",
            "\(alter) as \(pick(["integer", "bigint", "smallint"]))",
            "\(alter) owned by none", "\(alter) set \(pick(["logged", "unlogged"]))",
            "\(alter) set schema \(any("schema"))",
        ])
    }

    private mutating func domain(
        _ alter: String, _ target: Target, _ fresh: String
    ) -> (String, [String]) {
        let check = "\(alter) add constraint \(fresh) check (\(condition("value", target.detail)))"
        return pick([
            ("\(alter) set not null", []), ("\(alter) drop not null", []),
            ("\(alter) drop default", []),
            ("\(alter) set default \(literal(target.detail))", []), (check, [fresh]),
            ("\(check) not valid", [fresh]),
        ])
    }

    /// Something new in a schema.
    private mutating func created(in schema: String, _ fresh: String) -> (String, [String]) {
        let name = "\(schema).\(fresh)"
        let body = text()
        let quoted = body.replacing("''", with: "'")
        return pick([
            ("create table \(name) (a \(type()), b \(type()) not null, primary key (b))", [name]),
            ("create sequence \(name) increment \(number(1...9))", [name]),
            ("create type \(name) as enum ('\(body)', 'z')", [name]),
            ("create type \(name) as (a \(type()), b \(type()))", [name]),
            ("create domain \(name) as \(type())", [name]),
            (
                "create function \(name)() returns text language sql as $fuzz$ select '\(body)' $fuzz$",
                ["\(name)()"]
            ),
            (
                "create function \(name)(integer) returns integer language sql return $1 + \(number(1...9))",
                ["\(name)(integer)"]
            ),
            (
                "create function \(name)() returns trigger language plpgsql as $fuzz$begin return new; end -- \(quoted)$fuzz$",
                ["\(name)()"]
            ),
            ("create collation \(name) (provider = libc, locale = 'C')", [name]),
            ("create schema \(fresh) authorization \(role())", [fresh]),
            ("create view \(name) as select '\(body)' as a, \(number(1...9)) as b", [name]),
            (
                "alter default privileges for role \(role()) in schema \(schema) \(pick(["grant select on tables to", "grant usage on sequences to", "grant execute on functions to", "grant usage on types to"])) \(grantee())",
                defaults(in: schema)
            ),
        ])
    }

    private func defaults(in schema: String) -> [String] {
        (targetNames("role") + ["postgres"]).flatMap { role in
            ["TABLES", "SEQUENCES", "FUNCTIONS", "TYPES"].map {
                "\(role) IN SCHEMA \(schema) ON \($0)"
            }
        }
    }

    private mutating func role(_ target: Target, _ fresh: String) -> (String, [String]) {
        let alter = "alter role \(target.name)"
        return pick([
            (
                "\(alter) \(pick(["login", "nologin", "createdb", "nocreatedb", "createrole", "noinherit", "inherit", "bypassrls", "replication"]))",
                []
            ),
            ("\(alter) connection limit \(number(-1...9))", []),
            ("\(alter) valid until '20\(number(30...99))-01-01 00:00:00+00'", []),
            ("\(alter) set statement_timeout = '\(number(1...99))s'", []),
            ("\(alter) reset all", []),
            ("comment on role \(target.name) is \(comment())", []),
            ("grant \(role()) to \(target.name)", []),
            ("revoke \(role()) from \(target.name)", []),
            ("\(alter) in database \(databaseName) set lock_timeout = '\(number(1...99))s'", []),
        ])
    }

    private mutating func database() -> (String, [String]) {
        let alter = "alter database \(databaseName)"
        return pick([
            ("\(alter) set lock_timeout = '\(number(1...99))s'", []), ("\(alter) reset all", []),
            ("\(alter) connection limit \(number(50...99))", []),
            ("comment on database \(databaseName) is \(comment())", []),
            (grant(["connect", "temporary", "create"], on: "database \(databaseName)"), []),
            (
                "grant execute on function pg_catalog.pg_read_file(text) to \(role())",
                ["pg_catalog.pg_read_file(text)"]
            ),
            ("revoke usage on language sql from public", ["sql"]),
        ])
    }
}
