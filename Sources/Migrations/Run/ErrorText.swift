import Findings
import PostgresSession

/// The error of a failure as the JSON text that history keeps; no statement text, no values.
enum ErrorText {
    static func json(_ failure: RunFailure) -> String {
        var pairs: [(String, String)] = [("code", failure.code.rawValue)]
        if let finding = failure.findings.first {
            pairs.append(("message", finding.message))
            if let location = finding.location { pairs.append(("location", "\(location)")) }
        }
        if let server = failure.server {
            pairs.append(("sqlstate", server.sqlState))
        }
        if let statement = failure.failedStatement {
            pairs.append(("statement", String(statement.number)))
        }
        let members = pairs.map { "\(quote($0.0)):\(quote($0.1))" }
        return "{\(members.joined(separator: ","))}"
    }

    private static func quote(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
