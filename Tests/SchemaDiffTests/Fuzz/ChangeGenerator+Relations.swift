/// Changes of relations and of what belongs to them.
extension ChangeGenerator {
    private static let tablePrivileges = [
        "select", "insert", "update", "delete", "truncate", "references", "trigger",
    ]

    mutating func change(_ target: Target) -> Change? {
        switch target.kind {
        case "table": table(target)
        case "column": column(target)
        case "view", "materialized view", "foreign table": relation(target)
        case "index": index(target)
        case "constraint": constraint(target)
        case "trigger", "policy", "rule": part(target)
        default: other(target)
        }
    }

    private mutating func table(_ target: Target) -> Change {
        let name = target.name
        let alter = "alter table \(name)"
        let column = column(of: name)
        let fresh = freshName()
        func on(_ statement: String, _ part: String? = nil) -> Change {
            Change(statement: statement, touched: [name, part].compactMap(\.self))
        }
        switch number(0...30) {
        case 0: return on("\(alter) set (fillfactor = \(number(10...100)))")
        case 1: return on("\(alter) reset (fillfactor, autovacuum_enabled)")
        case 2: return on("\(alter) set (autovacuum_enabled = \(pick(["on", "off"])))")
        case 3: return on("\(alter) set \(pick(["logged", "unlogged"]))")
        case 4: return on("\(alter) owner to \(role())")
        case 5: return on("\(alter) rename to \(fresh)")
        case 6: return on("\(alter) set schema \(any("schema"))")
        case 7:
            return on(
                "\(alter) \(pick(["enable", "disable", "force", "no force"])) row level security")
        case 8: return on("\(alter) replica identity \(pick(["full", "nothing", "default"]))")
        case 9: return on("\(alter) set without cluster")
        case 10: return on("comment on table \(name) is \(comment())")
        case 11, 12: return on(grant(Self.tablePrivileges, on: name))
        case 13: return on("drop table \(name)\(pick(["", " cascade"]))")
        case 14:
            return on(
                "create \(pick(["", "unique "]))index \(fresh) on \(name) (\(column.name)\(pick(["", " desc", " nulls first"])))"
                    + pick(["", " where \(condition(column.name, column.type))"]), fresh)
        case 15:
            return on(
                "create index \(fresh) on \(name) using \(pick(["btree", "hash"])) ((lower(\(column.name)::text)))",
                fresh)
        case 16, 17:
            return on(
                "\(alter) add constraint \(fresh) check (\(condition(column.name, column.type)))"
                    + pick(["", " not valid", " no inherit"]), fresh)
        case 18: return on("\(alter) add constraint \(fresh) unique (\(column.name))", fresh)
        case 19, 20:
            return on(
                "create policy \(fresh) on \(name) \(pick(["", "as restrictive "]))"
                    + "for \(pick(["all", "select", "update", "delete"])) to \(grantee()) "
                    + "using (\(condition(column.name, column.type)))", fresh)
        case 21:
            return on(
                "create trigger \(fresh) \(pick(["before", "after"])) \(pick(["insert", "update", "delete", "insert or update"])) "
                    + "on \(name) for each row execute function app.touch(\(pick(["", "'a'", "'it''s', '50%'"])))",
                fresh)
        case 22:
            return on(
                "create statistics app.\(fresh) on \(column.name), (\(column.name)::text) from \(name)",
                fresh)
        case 23:
            return on(
                "create rule \(fresh) as on \(pick(["delete", "update"])) to \(name) do \(pick(["instead nothing", "also notify changed"]))",
                fresh)
        case 24:
            return on(
                "\(alter) add column \(fresh) \(type()) \(pick(["", "not null", "default null", "generated always as identity"]))",
                fresh)
        case 25:
            return on(
                "\(alter) add column \(fresh) text generated always as (\(column.name)::text || 'x') stored",
                fresh)
        case 26:
            let view = "app." + fresh
            return Change(
                statement: "create \(pick(["view", "view", "materialized view"])) \(view) as "
                    + "select \(column.name) as a, count(*) as b from \(name) where \(condition(column.name, column.type)) "
                    + "group by \(column.name) order by \(pick(["1", "2 desc", "\(column.name)"]))",
                touched: [view])
        case 27:
            let table = "app." + fresh
            return Change(
                statement: "create table \(table) (like \(name) including all)", touched: [table])
        case 28:
            let table = "app." + fresh
            return Change(
                statement: "create table \(table) () inherits (\(name))", touched: [table])
        case 29: return on("\(alter) disable trigger user")
        default: return on("\(alter) inherit \(any("table"))")
        }
    }

    private mutating func column(_ target: Target) -> Change {
        let column = target.name
        let alter = "alter table \(target.table) alter column \(column)"
        let statement =
            switch number(0...17) {
            case 0: "\(alter) set not null"
            case 1: "\(alter) drop not null"
            case 2, 3: "\(alter) set default \(literal(target.detail))"
            case 4: "\(alter) drop default"
            case 5: "\(alter) set statistics \(number(-1...500))"
            case 6: "\(alter) set storage \(pick(["plain", "external", "extended", "main"]))"
            case 7: "\(alter) set compression \(pick(["pglz", "default"]))"
            case 8: "\(alter) set (n_distinct = \(number(-1...50)))"
            case 9: "\(alter) reset (n_distinct)"
            case 10: "\(alter) type \(type()) using null"
            case 11: "alter table \(target.table) drop column \(column)\(pick(["", " cascade"]))"
            case 12: "alter table \(target.table) rename column \(column) to \(freshName())"
            case 13: "comment on column \(target.table).\(column) is \(comment())"
            case 14, 15:
                grant(
                    ["select", "insert", "update", "references"].map { "\($0) (\(column))" },
                    on: target.table)
            case 16: "\(alter) add generated \(pick(["always", "by default"])) as identity"
            default:
                "\(alter) set generated \(pick(["always", "by default"])) set increment \(number(1...9))"
            }
        return Change(statement: statement, touched: [target.table, column])
    }

    private mutating func relation(_ target: Target) -> Change {
        let alter = "alter \(target.kind) \(target.name)"
        let statement =
            switch number(0...9) {
            case 0: "\(alter) owner to \(role())"
            case 1: "\(alter) rename to \(freshName())"
            case 2: "\(alter) set schema \(any("schema"))"
            case 3: "comment on \(target.kind) \(target.name) is \(comment())"
            case 4, 5: grant(Self.tablePrivileges, on: target.name)
            case 6: "\(alter) set (security_barrier = \(pick(["true", "false"])))"
            case 7: "\(alter) set (security_invoker)"
            case 8: "\(alter) reset (security_barrier, security_invoker)"
            default: "drop \(target.kind) \(target.name)\(pick(["", " cascade"]))"
            }
        return Change(statement: statement, touched: [target.name])
    }

    private mutating func index(_ target: Target) -> Change {
        let statement =
            switch number(0...6) {
            case 0: "drop index \(target.name)"
            case 1: "alter index \(target.name) rename to \(freshName())"
            case 2: "alter index \(target.name) set (fillfactor = \(number(10...100)))"
            case 3: "comment on index \(target.name) is \(comment())"
            case 4: "alter table \(target.table) cluster on \(target.detail)"
            case 5: "alter table \(target.table) replica identity using index \(target.detail)"
            default: "alter index \(target.name) alter column 1 set statistics \(number(0...500))"
            }
        return Change(statement: statement, touched: [target.table, target.detail])
    }

    private mutating func constraint(_ target: Target) -> Change {
        let alter = "alter table \(target.table)"
        let statement =
            switch number(0...5) {
            case 0: "\(alter) drop constraint \(target.name)\(pick(["", " cascade"]))"
            case 1: "\(alter) rename constraint \(target.name) to \(freshName())"
            case 2: "\(alter) validate constraint \(target.name)"
            case 3, 4: "comment on constraint \(target.name) on \(target.table) is \(comment())"
            default:
                "\(alter) alter constraint \(target.name) \(pick(["deferrable", "not deferrable", "deferrable initially deferred"]))"
            }
        return Change(statement: statement, touched: [target.table, target.name])
    }

    /// Triggers, policies and rules.
    private mutating func part(_ target: Target) -> Change {
        let on = "\(target.kind) \(target.name) on \(target.table)"
        let column = column(of: target.table)
        let states = ["disable", "enable", "enable always", "enable replica"]
        let statement =
            switch number(0...5) {
            case 0: "drop \(on)"
            case 1: "alter \(on) rename to \(freshName())"
            case 2: "comment on \(on) is \(comment())"
            default:
                if target.kind == "policy" {
                    pick([
                        "alter \(on) to \(grantee())",
                        "alter \(on) using (\(condition(column.name, column.type)))",
                        "alter \(on) with check (\(condition(column.name, column.type)))",
                    ])
                } else {
                    "alter table \(target.table) \(pick(states)) \(target.kind) \(target.name)"
                }
            }
        return Change(statement: statement, touched: [target.table, target.name])
    }
}
