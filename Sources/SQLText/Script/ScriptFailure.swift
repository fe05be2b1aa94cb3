/// What can be wrong with a script as text.
enum ScriptFailure: Sendable {
    case unterminated(Unterminated)
    case unclosedParenthesis
    case unclosedBody
    case psqlCommand(String)
    case psqlVariable(String)
    case textAfterCopy
    case invalidUTF8([UInt8])
    case nulByte

    /// The error as reported at `position`.
    func error(at position: SourcePosition) -> ScriptError {
        ScriptError(code: code, message: message, position: position, remedy: remedy)
    }

    private var code: String {
        switch self {
        case .unterminated(.string): "unterminated-string"
        case .unterminated(.identifier): "unterminated-identifier"
        case .unterminated(.comment): "unterminated-comment"
        case .unterminated(.dollarQuote): "unterminated-dollar-quote"
        case .unclosedParenthesis: "unclosed-parenthesis"
        case .unclosedBody: "unclosed-body"
        case .psqlCommand: "psql-command"
        case .psqlVariable: "psql-variable"
        case .textAfterCopy: "text-after-copy"
        case .invalidUTF8: "invalid-utf8"
        case .nulByte: "nul-byte"
        }
    }

    private var message: String {
        switch self {
        case .unterminated(.string): "a quoted string that starts here never ends"
        case .unterminated(.identifier): "a quoted identifier that starts here never ends"
        case .unterminated(.comment): "a /* comment that starts here never ends"
        case .unterminated(.dollarQuote): "a dollar-quoted string that starts here never ends"
        case .unclosedParenthesis: "a parenthesis opened here is never closed"
        case .unclosedBody: "BEGIN ATOMIC here has no END"
        case .psqlCommand(let name): "\\\(name) is a command of psql, not SQL"
        case .psqlVariable(let name): ":\(name) is a variable of psql, not SQL"
        case .textAfterCopy: "there is text after COPY … FROM STDIN; on its line"
        case .invalidUTF8(let bytes):
            "not UTF-8: byte \(bytes.map(hexadecimal).joined(separator: " "))"
        case .nulByte: "a NUL byte, which PostgreSQL cannot take in SQL"
        }
    }

    private var remedy: String? {
        switch self {
        case .unterminated, .unclosedParenthesis, .unclosedBody: nil
        case .psqlCommand(let name): psqlCommandRemedy(name)
        case .psqlVariable:
            "write the value, or mark the file as a template and use its placeholders"
        case .textAfterCopy: "put the data, and everything else, on the lines after it"
        case .invalidUTF8: "save the file as UTF-8 (iconv -f latin1 -t utf8, for instance)"
        case .nulByte: "save the file as UTF-8; UTF-16 has such bytes"
        }
    }
}

private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.count < 2 ? "0" : "") + digits
}

/// What to write instead of the psql command `name`.
private func psqlCommandRemedy(_ name: String) -> String {
    switch name {
    case "i", "ir", "include", "include_relative":
        "put the statements of that file here, or make it a migration of its own"
    case "copy": "use COPY … FROM STDIN with the data in the file, ended by a line \\."
    case "c", "connect": "a migration runs in one database; connect to the other one instead"
    case "set", "unset", "gset", "getenv", "setenv":
        "write the value, or mark the file as a template and use its placeholders"
    case "gexec", "g", "gx", "gdesc", "crosstabview", "watch":
        "end the statement with a semicolon; SQL that makes SQL goes into a DO block"
    case "if", "elif", "else", "endif": "use a DO block with IF"
    case ".": "it ends the data of COPY … FROM STDIN, and there is none open here"
    case ";": "end the statement with a plain semicolon"
    default: "remove the line; only \\restrict and \\unrestrict are let through"
    }
}
