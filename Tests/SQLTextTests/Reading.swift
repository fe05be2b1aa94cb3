import SQLText

/// Everything a script consists of.
func events(
    _ bytes: [UInt8], chunk: Int? = nil, standardConformingStrings: Bool = true
) throws -> [ScriptEvent] {
    var reader: ScriptReader
    if let chunk {
        var offset = 0
        reader = ScriptReader(standardConformingStrings: standardConformingStrings) {
            guard offset < bytes.count else { return nil }
            defer { offset += chunk }
            return Array(bytes[offset..<min(offset + chunk, bytes.count)])
        }
    } else {
        reader = ScriptReader(bytes: bytes, standardConformingStrings: standardConformingStrings)
    }
    var events: [ScriptEvent] = []
    while let event = try reader.next() { events.append(event) }
    return events
}

/// The events of a script, which must not depend on how the source is cut into chunks.
func events(_ script: String, standardConformingStrings: Bool = true) throws -> [ScriptEvent] {
    let bytes = Array(script.utf8)
    let whole = try events(bytes, standardConformingStrings: standardConformingStrings)
    for size in [1, 2, 3, 7] where bytes.count < 10_000 {
        let cut = try events(
            bytes, chunk: size, standardConformingStrings: standardConformingStrings)
        guard joined(cut) == joined(whole) else { throw CutDiffers(size: size, events: cut) }
    }
    return whole
}

/// Reading in chunks gave something else than reading at once.
struct CutDiffers: Error {
    var size: Int
    var events: [ScriptEvent]
}

/// The texts of the statements.
func statements(_ script: String, standardConformingStrings: Bool = true) throws -> [String] {
    try events(script, standardConformingStrings: standardConformingStrings).compactMap {
        guard case .statement(let statement) = $0 else { return nil }
        return statement.text
    }
}

/// The COPY data of a script, all blocks together.
func copyData(_ events: [ScriptEvent]) -> String {
    let bytes = events.flatMap { event -> [UInt8] in
        guard case .copyData(let chunk) = event else { return [] }
        return chunk.bytes
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// The error that reading the script ends in.
func failure(_ script: String) -> ScriptError? {
    do {
        _ = try events(script)
        return nil
    } catch {
        return error as? ScriptError
    }
}

/// The events with neighbouring pieces of COPY data put together.
private func joined(_ events: [ScriptEvent]) -> [ScriptEvent] {
    var result: [ScriptEvent] = []
    for event in events {
        if case .copyData(let chunk) = event, case .copyData(var last)? = result.last {
            last.bytes += chunk.bytes
            result[result.count - 1] = .copyData(last)
        } else {
            result.append(event)
        }
    }
    return result
}
