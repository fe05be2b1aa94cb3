import RowSecurity

/// The surroundings of the pairs that tests compare: a table with a column of each usual type.
let plainSurroundings = Surroundings(
    columns: [
        "id": .init(type: "integer", isNotNull: true), "n": .init(type: "integer"),
        "m": .init(type: "integer"), "amount": .init(type: "numeric"),
        "f": .init(type: "boolean"), "g": .init(type: "boolean"),
        "published": .init(type: "boolean", isNotNull: true), "status": .init(type: "text"),
        "name": .init(type: "text"), "v": .init(type: "character varying(20)"),
        "code": .init(type: "text", equatesTexts: true), "owner": .init(type: "uuid"),
        "author": .init(type: "uuid", isNotNull: true), "org": .init(type: "uuid"),
        "day": .init(type: "date"), "at": .init(type: "timestamp with time zone"),
        "kind": .init(type: "public.kind"), "tags": .init(type: "text[]"),
        "total": .init(type: "integer", isGenerated: true), "area": .init(type: "box"),
    ],
    enumerations: ["public.kind": ["draft", "sent", "paid"]],
    function: { name in
        switch name {
        case "auth.uid", "auth.role", "auth.jwt":
            FunctionDefinition(fingerprint: "platform", volatility: .stable)
        case "public.is_member":
            FunctionDefinition(fingerprint: "v1", volatility: .stable)
        case "public.dice": FunctionDefinition(fingerprint: "v1", volatility: .volatile)
        default: nil
        }
    },
    relation: { name in name == "public.members" ? "rls off" : nil })

/// The verdict without its witnesses.
enum Word: String {
    case equal, narrowed, widened, moved, unknown
}

extension Widening {
    var word: Word {
        switch verdict {
        case .equal: .equal
        case .narrowed: .narrowed
        case .widened: .widened
        case .moved: .moved
        case .unknown: .unknown
        }
    }

    var gained: Witness? {
        switch widening {
        case .certain(let witness), .possible(let witness): witness
        case .none, .undecided: nil
        }
    }

    var lost: Witness? {
        switch narrowing {
        case .certain(let witness), .possible(let witness): witness
        case .none, .undecided: nil
        }
    }
}

func judge(
    _ old: String, _ new: String, before: Surroundings = plainSurroundings,
    after: Surroundings = plainSurroundings
) -> Widening {
    .compare(Expression(parsing: old), Expression(parsing: new), before: before, after: after)
}
