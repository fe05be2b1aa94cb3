/// Rows under headings.
public struct Table: Sendable, Hashable {
    /// One column.
    public struct Column: Sendable, Hashable {
        /// On which side the cells line up.
        public enum Alignment: Sendable, Hashable {
            /// At the left: words.
            case leading
            /// At the right: numbers.
            case trailing
        }

        /// The heading.
        public var title: String
        /// Where cells line up.
        public var alignment: Alignment
        /// Whether cells may be cut where a terminal is too narrow.
        public var isShrinkable: Bool

        /// Makes a column.
        public init(
            _ title: String, alignment: Alignment = .leading, isShrinkable: Bool = false
        ) {
            self.title = title
            self.alignment = alignment
            self.isShrinkable = isShrinkable
        }
    }

    /// The columns.
    public var columns: [Column]
    /// The cells by row; a short row is filled with empty cells, what is beyond the columns is left out.
    public var rows: [[StyledText]]

    /// Makes a table.
    public init(columns: [Column], rows: [[StyledText]] = []) {
        self.columns = columns
        self.rows = rows
    }
}

/// Renders a table: aligned by what is seen, two spaces between columns, a line end after each row.
///
/// Cells are cut only on a terminal that is too narrow, in columns that allow it, the widest first.
/// Off a terminal nothing is cut, so that the output can be searched.
public func renderTable(_ table: Table, on terminal: Terminal) -> String {
    let columns = table.columns
    var widths = columns.map { displayWidth(of: $0.title) }
    for row in table.rows {
        for (index, cell) in row.prefix(columns.count).enumerated() {
            widths[index] = max(widths[index], cell.width)
        }
    }
    if let limit = terminal.width { shrink(&widths, of: columns, to: limit) }

    var output = ""
    func line(_ cells: [StyledText]) {
        var text = ""
        var gap = 0
        for (index, column) in columns.enumerated() {
            let whole = index < cells.count ? cells[index] : ""
            let cell = whole.truncated(to: widths[index], ellipsis: terminal.ellipsis)
            let padding = widths[index] - cell.width
            if column.alignment == .trailing { gap += padding }
            // Spaces are written only before something, so that no line ends in them.
            if cell.width > 0 {
                text += String(repeating: " ", count: gap) + terminal.render(cell)
                gap = 0
            }
            gap += (column.alignment == .leading ? padding : 0) + 2
        }
        output += text + "\n"
    }
    if columns.contains(where: { !$0.title.isEmpty }) {
        line(columns.map { StyledText($0.title, .strong) })
    }
    for row in table.rows { line(row) }
    return output
}

/// Takes columns away from the widest shrinkable one until the row fits or none can give more.
private func shrink(_ widths: inout [Int], of columns: [Table.Column], to limit: Int) {
    var excess = widths.reduce(2 * max(columns.count - 1, 0), +) - limit
    while excess > 0 {
        let candidates = columns.indices.filter {
            columns[$0].isShrinkable && widths[$0] > max(displayWidth(of: columns[$0].title), 8)
        }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
        let next = candidates.map { widths[$0] }.filter { $0 < widths[widest] }.max() ?? 0
        let least = max(displayWidth(of: columns[widest].title), 8, next)
        let taken = max(1, min(excess, widths[widest] - least))
        widths[widest] -= taken
        excess -= taken
    }
}
