/// How files are named in annotations: GitHub takes a path as one from the root of the checkout (`GITHUB_WORKSPACE`), wherever
/// the program ran.
public struct AnnotationPaths: Sendable, Hashable {
    private let directory: [Substring]
    private let checkout: [Substring]
    private let isKnown: Bool

    /// Leaves paths as they are.
    public init() {
        directory = []
        checkout = []
        isKnown = false
    }

    /// Makes paths relative to a checkout.
    ///
    /// - Parameters:
    ///   - directory: the working directory, absolute.
    ///   - checkout: the root of the checkout, absolute.
    public init(from directory: String, in checkout: String) {
        self.directory = Self.pieces(directory)
        self.checkout = Self.pieces(checkout)
        isKnown = directory.hasPrefix("/") && checkout.hasPrefix("/")
    }

    /// The path from the root of the checkout; the path as it is where it leads out of there.
    public func path(of file: String) -> String {
        guard isKnown else { return file }
        let whole = Self.pieces(file, from: file.hasPrefix("/") ? [] : directory)
        guard whole.count > checkout.count, whole.starts(with: checkout) else { return file }
        return whole.dropFirst(checkout.count).joined(separator: "/")
    }

    /// The pieces of a path without `.` and `..`.
    private static func pieces(_ path: String, from start: [Substring] = []) -> [Substring] {
        var pieces = start
        for piece in path.split(separator: "/") {
            switch piece {
            case ".": break
            case "..": _ = pieces.popLast()
            default: pieces.append(piece)
            }
        }
        return pieces
    }
}
