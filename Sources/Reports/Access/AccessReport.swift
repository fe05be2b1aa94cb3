import Catalog
public import JSONText
public import RowSecurity

/// What `tidemark rls matrix` shows.
public struct AccessReport: Report {
    let schema: String
    let matrix: AccessMatrix
    let cells: [AccessCell]
    let showsAllActions: Bool
    let explains: Bool

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - tables: the tables to show; nil is all.
    ///   - showsAllActions: whether the text has the actions that pass policies by; JSON always has them.
    ///   - explains: whether the text tells what is behind each cell; JSON always does.
    public init(
        schema: String, _ matrix: AccessMatrix, tables: Set<String>?, showsAllActions: Bool,
        explains: Bool
    ) {
        self.schema = schema
        self.matrix = matrix
        self.showsAllActions = showsAllActions
        self.explains = explains
        cells = matrix.cells.filter { tables?.contains($0.table.identity) ?? true }
    }

    /// A table: a row for each table and action, a column for each role.
    public func text(on terminal: Terminal) -> String {
        guard !cells.isEmpty else {
            return terminal.render(StyledText("\(schema) has no tables", .faint)) + "\n"
        }
        let columns = ["table", "action"] + matrix.roles
        var table = Table(columns: columns.map { Table.Column($0) })
        let shown = cells.filter { showsAllActions || $0.action.obeysPolicies }
        let rows = Dictionary(grouping: shown, by: AccessRow.init).sorted { $0.key < $1.key }
        var latest = ""
        for (row, cells) in rows {
            let name = row.table == latest ? "" : row.table
            latest = row.table
            table.rows.append(
                [StyledText(name, .strong), StyledText(row.action.rawValue)] + cells.map(\.short))
        }
        var text = renderTable(table, on: terminal) + "\n" + legend(on: terminal)
        if explains {
            for cell in rows.flatMap(\.value) {
                text += cell.explanation.map { "\n" + lines($0) } ?? ""
            }
        }
        return text
    }

    private func legend(on terminal: Terminal) -> String {
        var notes = [
            "all: every row; some: the rows that policies let pass; –: none.",
            "some/all: with WHERE or RETURNING some, without either all. *: only some columns.",
        ]
        if !matrix.unknownRoles.isEmpty {
            notes.append(
                "Not in this schema, so that their memberships, SUPERUSER and BYPASSRLS are not known: "
                    + matrix.unknownRoles.joined(separator: ", "))
        }
        return lines(notes.map { terminal.render(StyledText($0, .faint)) })
    }

    /// `schema`, `roles`, `unknownRoles`, `cells`.
    public var json: JSONValue {
        [
            "schema": .string(schema), "roles": .list(matrix.roles),
            "unknownRoles": .list(matrix.unknownRoles), "cells": .array(cells.map(\.json)),
        ]
    }
}

/// A table and an action, in the order of the report.
private struct AccessRow: Hashable, Comparable {
    let table: String
    let action: AccessAction

    init(_ cell: AccessCell) {
        table = cell.table.identity
        action = cell.action
    }

    static func < (left: AccessRow, right: AccessRow) -> Bool {
        guard left.table == right.table else { return left.table < right.table }
        let all = AccessAction.allCases
        return (all.firstIndex(of: left.action) ?? 0) < (all.firstIndex(of: right.action) ?? 0)
    }
}
