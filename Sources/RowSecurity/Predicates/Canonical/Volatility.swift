extension Surroundings {
    /// Whether two evaluations in one statement may differ, as far as the functions in it tell.
    ///
    /// A function of which nothing is known may.
    func isVolatile(_ expression: Expression) -> Bool {
        expression.calls.contains { isVolatile($0) }
    }

    /// Whether a function may differ between two calls in one statement.
    func isVolatile(_ name: String) -> Bool {
        if let known = function(name) { return known.volatility == .volatile }
        return isBuiltIn(name) ? isVolatileBuiltIn(name) : true
    }

    /// Whether the name is one of `pg_catalog`.
    func isBuiltIn(_ name: String) -> Bool {
        !name.contains(".") && function(name) == nil
    }
}

/// Whether a function of `pg_catalog` is volatile; where that depends on the arguments, it is.
func isVolatileBuiltIn(_ name: String) -> Bool {
    if name.hasPrefix("pg_") { return !steadyAdministration.contains(name) }
    return name.hasPrefix("lo_") || volatileBuiltIns.contains(name)
}

/// What starts with `pg_` and is stable, of all that expressions may have use for.
private let steadyAdministration: Set<String> = [
    "pg_backend_pid", "pg_column_size", "pg_has_role", "pg_my_temp_schema", "pg_trigger_depth",
    "pg_typeof",
]

private let volatileBuiltIns: Set<String> = Set(
    """
    amvalidate bernoulli brin_desummarize_range brin_summarize_new_values brin_summarize_range
    brinhandler bthandler clock_timestamp current_query currtid2 currval cursor_to_xml
    cursor_to_xmlschema dsnowball_init dsnowball_lexize gen_random_uuid gin_clean_pending_list
    ginhandler gisthandler hashhandler heap_tableam_handler lastval loread lowrite nextval
    query_to_xml query_to_xml_and_xmlschema query_to_xmlschema random random_normal set_config
    setseed setval spghandler system timeofday ts_rewrite ts_stat txid_status unique_key_recheck
    uuidv4 uuidv7
    """.split(whereSeparator: \.isWhitespace).map(String.init))
