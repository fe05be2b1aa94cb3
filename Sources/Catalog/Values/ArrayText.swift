/// The elements of a one-dimensional array in the server's text form (manual, 8.15.6); NULL elements are left out.
func arrayElements(_ text: Span<UInt8>) -> [[UInt8]] {
    var elements: [[UInt8]] = []
    var element: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    var index = 1
    let end = text.count - 1
    guard end > 1 else { return [] }
    func finished() -> Bool { wasQuoted || element != Array("NULL".utf8) }
    while index < end {
        let byte = text[index]
        switch byte {
        case UInt8(ascii: "\\"):
            index += 1
            element.append(text[index])
        case UInt8(ascii: "\""):
            isQuoted.toggle()
            wasQuoted = true
        case UInt8(ascii: ",") where !isQuoted:
            if finished() { elements.append(element) }
            element.removeAll(keepingCapacity: true)
            wasQuoted = false
        default: element.append(byte)
        }
        index += 1
    }
    if finished() { elements.append(element) }
    return elements
}

/// Splits `key=value` at the first equals sign; without one the value is empty.
func keyAndValue(_ option: [UInt8]) -> (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    guard let sign = option.firstIndex(of: UInt8(ascii: "=")) else { return (option[...], []) }
    return (option[..<sign], option[(sign + 1)...])
}
