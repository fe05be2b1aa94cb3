extension FolderEvidence {
    /// Marks in files: only reached where names leave it open.
    func byContents() -> Detection? {
        let plain = stems.filter { NumberedName($0) != nil }
        guard let first = plain.first else {
            return flywaySubfolder()
        }
        if let marker = marker() { return marker }
        if let hint = sqlxHint() { return Detection(layout: .sqlx, because: hint) }
        let mark = Array("-- no-transaction".utf8)
        let marked = plain.first {
            let path = source.path(of: "\($0).sql")
            return (try? readBytes(path, limit: mark.count)) == mark
        }
        if let marked {
            return Detection(
                layout: .sqlx, because: "\(marked).sql begins with -- no-transaction")
        }
        let other = plain.first { NumberedName($0)?.separator.map { $0 != "_" } == true }
        if let other {
            return Detection(layout: .numbered, because: "names like \(other).sql")
        }
        return Detection(layout: .native, because: "names like \(first).sql")
    }

    /// dbmate, goose or graphile by a mark in the first, the middle or the last numbered file.
    func marker() -> Detection? {
        let plain = stems.filter { NumberedName($0) != nil }
        guard let first = plain.first, let last = plain.last else { return nil }
        for stem in Set([first, plain[plain.count / 2], last]).sorted() {
            let path = source.path(of: "\(stem).sql")
            guard let bytes = try? readBytes(path) else { continue }
            if let found = markerLine(in: bytes) {
                return Detection(layout: found.layout, because: "\(stem).sql has \(found.text)")
            }
        }
        return nil
    }

    private func markerLine(in bytes: [UInt8]) -> (layout: Layout, text: String)? {
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: true) {
            guard line.starts(with: "--".utf8) || line.starts(with: [0xEF, 0xBB, 0xBF]) else {
                continue
            }
            let text = String(decoding: line, as: UTF8.self).drop { $0 == "\u{FEFF}" }
            if DbmateMarker(text.dropFirst(2)) != nil {
                return (.dbmate, String(text.trimmingWhitespace()))
            }
            if let goose = GooseMarker(text.dropFirst(2)), goose == .up || goose == .down {
                return (.goose, String(text.trimmingWhitespace()))
            }
            if text.hasPrefix("--! Previous:") { return (.graphile, "--! Previous:") }
        }
        return nil
    }

    private func flywaySubfolder() -> Detection? {
        for folder in folders {
            let inside = (try? readDirectory(source.path(of: folder))) ?? []
            let sql = inside.first {
                $0.suffix == "sql" && parseFlywayName($0.stem) != nil
            }
            if let sql {
                return Detection(layout: .flyway, because: "names like \(folder)/\(sql.name)")
            }
        }
        return nil
    }
}
