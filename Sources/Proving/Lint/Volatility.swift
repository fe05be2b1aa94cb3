/// Whether a function gives another value each time it is called, as far as the text tells.
enum Volatility {
    case volatile
    case unknown
}

/// The volatility of a function that a default calls; nil where it is known to be none.
///
/// The server's own functions by name, then those that the files make. PostgreSQL evaluates a default that is not
/// volatile once for all rows.
func volatility(of function: String, in known: KnownSchema) -> Volatility? {
    let name = function.split(separator: ".").last.map(String.init) ?? function
    if let isVolatile = known.functions[function] { return isVolatile ? .volatile : nil }
    if volatileFunctions.contains(name) { return .volatile }
    if function.hasPrefix("pg_catalog.") || stableFunctions.contains(name) { return nil }
    return .unknown
}

private let volatileFunctions: Set<String> = [
    "random", "random_normal", "gen_random_uuid", "uuidv4", "uuidv7", "uuid_generate_v1",
    "uuid_generate_v1mc", "uuid_generate_v4", "gen_random_bytes", "gen_salt", "clock_timestamp",
    "timeofday", "nextval", "currval", "lastval", "setval", "setseed", "pg_sleep",
]

/// Those of pg_proc with provolatile s or i that defaults are made of.
private let stableFunctions: Set<String> = [
    "now", "statement_timestamp", "transaction_timestamp", "current_setting", "current_schema",
    "current_database", "version", "to_char", "to_date", "to_timestamp", "to_number", "timezone",
    "date_trunc", "date_part", "extract", "age", "make_date", "make_time", "make_interval",
    "make_timestamp", "make_timestamptz", "lower", "upper", "initcap", "btrim", "ltrim", "rtrim",
    "concat", "concat_ws", "format", "left", "right", "repeat", "replace", "reverse", "substr",
    "substring", "length", "md5", "sha256", "encode", "decode", "abs", "ceil", "floor", "round",
    "trunc", "mod", "power", "sqrt", "jsonb_build_object", "jsonb_build_array",
    "json_build_object", "json_build_array", "to_json", "to_jsonb", "array_fill",
    "string_to_array", "regexp_replace", "int4range", "int8range", "numrange", "daterange",
    "tsrange", "tstzrange", "to_tsvector", "txid_current", "pg_current_xact_id",
    "pg_backend_pid", "inet_client_addr", "session_user", "user", "array_append", "int4", "int8",
    "float8", "numeric", "text", "point", "box", "hashtext",
]
