import SQLText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Measures how fast scripts are cut into statements, and that memory does not grow with the file.
///
/// Without arguments it makes 20 MB of DDL and 200 MB of COPY data in a temporary folder; with arguments
/// it reads those files. It prints one JSON object.
@main struct LexBenchmark {
    static func main() throws {
        let paths = Array(CommandLine.arguments.dropFirst())
        let rows = try paths.isEmpty ? generated() : paths.map { try measure($0, $0, bar: 0) }
        print("{\"rows\": [\n  " + rows.map(\.json).joined(separator: ",\n  ") + "\n]}")
    }

    /// The two inputs of the bars, each after a tenth of it, so that the growth of memory shows.
    private static func generated() throws -> [Measurement] {
        var rows: [Measurement] = []
        for input in [Input.ddl, Input.copyData] {
            let small = try TemporaryFile(input, megabytes: input.megabytes / 10)
            let before = try measure("\(input.rawValue), a tenth", small.path, bar: input.bar)
            let large = try TemporaryFile(input, megabytes: input.megabytes)
            var best: Measurement?
            for _ in 0..<5 {
                let row = try measure(input.rawValue, large.path, bar: input.bar)
                if row.seconds < best?.seconds ?? .infinity { best = row }
            }
            guard var best else { continue }
            best.growthMegabytes = best.peakMegabytes - before.peakMegabytes
            rows.append(best)
        }
        return rows
    }

    private static func measure(_ name: String, _ path: String, bar: Double) throws -> Measurement {
        let file = try SourceFile(path)
        let start = ContinuousClock.now
        var reader = ScriptReader { try file.read() }
        var counts = Counts()
        while let event = try reader.next() { counts.add(event) }
        let elapsed = ContinuousClock.now - start
        return Measurement(
            name: name, bytes: file.bytesRead, seconds: elapsed / .seconds(1), bar: bar,
            peakMegabytes: peakMegabytes(), counts: counts)
    }
}

/// What was found, so that the work cannot be optimised away and a wrong cut shows.
struct Counts {
    var statements = 0
    var comments = 0
    var copyBytes = 0

    mutating func add(_ event: ScriptEvent) {
        switch event {
        case .statement: statements += 1
        case .comment: comments += 1
        case .copyData(let chunk): copyBytes += chunk.bytes.count
        case .copyEnd: break
        }
    }
}

/// One row of the output.
struct Measurement {
    var name: String
    var bytes: Int
    var seconds: Double
    var bar: Double
    var peakMegabytes: Double
    var growthMegabytes = 0.0
    var counts: Counts

    var json: String {
        """
        {"name": "\(name)", "bytes": \(bytes), "seconds": \(seconds), \
        "megabytesPerSecond": \(Double(bytes) / 1e6 / seconds), "bar": \(bar), \
        "peakMegabytes": \(peakMegabytes), "growthMegabytes": \(growthMegabytes), \
        "statements": \(counts.statements), "comments": \(counts.comments), \
        "copyBytes": \(counts.copyBytes)}
        """
    }
}
