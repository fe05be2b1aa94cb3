import Catalog

/// A pattern over the paths of differences, as reports show them: `table public.orders › column tmp_*`.
///
/// `*` stands for any text, `>` may be written for `›`. A pattern that ends at an object or a part takes in everything on
/// it.
public struct DifferencePattern: Sendable, Hashable {
    private let pieces: [[UInt8]]

    /// Makes a pattern.
    public init(_ text: String) {
        let spelled = text.replacing(" > ", with: " › ")
        pieces = spelled.split(separator: "*", omittingEmptySubsequences: false)
            .map { Array($0.utf8) }
    }

    /// Whether a difference is meant.
    public func matches(_ difference: Difference) -> Bool {
        let names = [
            difference.object.description, difference.part?.description, difference.property,
        ].compactMap(\.self)
        return names.indices.contains { last in
            matches(Array(names[...last].joined(separator: " › ").utf8)[...], pieces[...])
        }
    }

    private func matches(_ text: ArraySlice<UInt8>, _ pieces: ArraySlice<[UInt8]>) -> Bool {
        guard let first = pieces.first, text.starts(with: first) else { return false }
        let rest = text.dropFirst(first.count)
        guard pieces.count > 1 else { return rest.isEmpty }
        let later = pieces.dropFirst()
        return (rest.startIndex...rest.endIndex).contains { matches(rest[$0...], later) }
    }
}
