/// The candidate that was probably meant by a wrong name, or nil when none is near.
///
/// Case, `_` and `-` do not count; beyond that, up to a third of the letters may be wrong, missing,
/// added or swapped.
package func nearestName(to name: String, among candidates: [String]) -> String? {
    let wanted = folded(name)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
        let distance = editDistance(wanted, folded(candidate))
        guard distance <= max(1, min(wanted.count, folded(candidate).count) / 3) else { continue }
        if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

private func folded(_ name: String) -> [Character] {
    name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    // Far apart in length is far apart; it also bounds the table for hostile names.
    guard abs(left.count - right.count) < 8, left.count < 64, right.count < 64 else { return .max }
    var rows = [Array(0...right.count)]
    for i in 0..<left.count {
        var row = [i + 1]
        for j in 0..<right.count {
            var cost = min(
                rows[i][j] + (left[i] == right[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                cost = min(cost, rows[i - 1][j - 1] + 1)
            }
            row.append(cost)
        }
        rows.append(row)
    }
    return rows[left.count][right.count]
}
