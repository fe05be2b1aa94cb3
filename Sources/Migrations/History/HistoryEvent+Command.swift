import PostgresSession

extension HistoryEvent {
    /// The INSERT of this event; one statement, qualified names, values as parameters only.
    func command(by identity: RunIdentity) -> Command {
        let milliseconds = duration.map { String($0.fractionalMilliseconds) }
        return Command(
            Self.insert,
            [
                kind.rawValue, direction.rawValue, state?.rawValue, id.version, id.name,
                isRepeatable ? "t" : "f", layout, file, checksum, tokenChecksum, upText, downText,
                done.map(String.init), total.map(String.init), doneChecksum,
                isOutOfOrder ? "t" : "f", identity.runID, milliseconds, identity.osUser,
                identity.host, identity.toolVersion, identity.gitCommit, error, note,
            ])
    }

    private static let insert = """
        insert into tidemark.event (kind, direction, state, version, name, repeatable, layout, file, \
        checksum, token_checksum, up_text, down_text, statements_done, statements_total, \
        done_checksum, out_of_order, run_id, duration_ms, os_user, host, tool_version, \
        git_commit, error, note) values ($1, $2, $3, $4, $5, $6::boolean, $7, $8, $9, $10, $11, $12, \
        $13::integer, $14::integer, $15, $16::boolean, $17, $18::double precision, \
        $19, $20, $21, $22, $23::pg_catalog.jsonb, $24)
        """
}

extension Duration {
    /// The duration in milliseconds, with their fraction.
    package var fractionalMilliseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1000 + Double(attoseconds) / 1e15
    }
}
