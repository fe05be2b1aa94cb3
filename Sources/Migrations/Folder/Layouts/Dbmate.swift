import Findings
import SQLText

/// Reads dbmate's files: digits first, `-- migrate:up` and `-- migrate:down` inside.
func readDbmate(_ source: inout FolderSource) -> [Migration] {
    let files = source.filesOfRoot { stem in
        let version = stem.prefix { $0.isASCII && $0.isNumber }
        guard !version.isEmpty else { return nil }
        let rest = stem[version.endIndex...]
        let name = rest.first == "_" || rest.first == "-" ? rest.dropFirst() : rest
        return FoundFile(version: String(version), name: String(name), direction: .up)
    }
    source.verifyAtlasSum(of: files)
    var sections: [FoundFile] = []
    var emptyDowns: [String] = []
    for file in files {
        guard !file.isCode else {
            sections.append(file)
            continue
        }
        let found = source.dbmateSections(of: file)
        sections += found.sections
        if found.hasEmptyDown { emptyDowns.append(file.path) }
    }
    source.reportEmptyDowns(emptyDowns)
    return source.pair(sections)
}

extension FolderSource {
    fileprivate mutating func dbmateSections(
        of file: FoundFile
    ) -> (sections: [FoundFile], hasEmptyDown: Bool) {
        var markers: [(marker: DbmateMarker, position: SourcePosition)] = []
        var statements: [SourcePosition] = []
        let size = scanSections(of: file.path) { item in
            switch item {
            case .comment(let comment):
                guard comment.start.column == 1, let marker = DbmateMarker(comment.text)
                else { return false }
                if comment.insideStatement, markers.isEmpty {
                    statements.append(.start)
                }
                markers.append((marker, comment.start))
                return true
            case .statement(let start):
                statements.append(start)
                return false
            }
        }
        guard let size else { return ([], false) }
        guard let up = markers.first(where: { $0.marker.isUp }) else {
            report(
                "marker-missing", .error, "\(file.path) has no line -- migrate:up",
                paths: [file.path], remedy: "begin it with -- migrate:up, or give --layout")
            return ([], false)
        }
        let down = markers.first { !$0.marker.isUp }
        let first = min(up.position.offset, down?.position.offset ?? .max)
        if let early = statements.first, early.offset < first {
            report(
                "statement-before-marker", .error,
                "a statement comes before the first marker, which dbmate refuses",
                paths: [file.path], line: early.line, column: early.column,
                remedy: "move it below -- migrate:up")
        }
        reportRepeatedMarkers(markers, in: file.path)
        func section(
            _ start: (marker: DbmateMarker, position: SourcePosition),
            until other: SourcePosition?, _ direction: FoundFile.Direction
        ) -> FoundFile {
            var section = file
            let end = other.map { $0.offset > start.position.offset ? $0.offset : size } ?? size
            section.direction = direction
            section.source = .section(start: start.position, end: end)
            if start.marker.isWithoutTransaction {
                section.transactionMode = .none(reason: "transaction:false")
            }
            return section
        }
        let upSection = section(up, until: down?.position, .up)
        guard let down else { return ([upSection], false) }
        let downSection = section(down, until: up.position, .down)
        guard case .section(let start, let end) = downSection.source else { return ([], false) }
        let isEmpty = !statements.contains { $0.offset >= start.offset && $0.offset < end }
        return ([upSection, downSection], isEmpty)
    }

    /// A marker that comes again: releases of dbmate differ in what they make of it.
    private mutating func reportRepeatedMarkers(
        _ markers: [(marker: DbmateMarker, position: SourcePosition)], in path: String
    ) {
        guard markers.count > 1 else { return }
        let ups = markers.filter(\.marker.isUp)
        let downs = markers.filter { !$0.marker.isUp }
        if ups.count > 1, downs.count > 1, let again = ups.dropFirst().first {
            report(
                "several-sections", .warning,
                "the file has \(ups.count) UPs and \(downs.count) DOWNs: all after the first DOWN "
                    + "is taken for DOWN, as dbmate did before 2.29, which runs each UP",
                paths: [path], line: again.position.line,
                remedy: "write one file for each pair")
            return
        }
        guard let again = ups.dropFirst().first ?? downs.dropFirst().first else { return }
        let belongs = again.position.offset > (downs.first?.position.offset ?? .max)
        report(
            "marker-repeated", .warning,
            "the second -- migrate:\(again.marker.isUp ? "up" : "down") belongs to the "
                + (belongs ? "DOWN" : "UP") + ", as in dbmate",
            paths: [path], line: again.position.line,
            remedy: "move the statements below the marker they are meant for")
    }
}
