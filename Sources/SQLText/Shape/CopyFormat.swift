/// How the data of a COPY from standard input is laid out in a script.
enum CopyFormat: Sendable {
    /// Lines up to `\.`: the text and CSV formats.
    case lines
    /// Everything to the end of the file, as psql has it.
    case binary

    /// The format when the statement is a COPY from standard input, else nil.
    ///
    /// Like the server it takes `FROM STDOUT` for the same.
    init?(ofCopyFromInput statement: Statement) {
        let tokens = TokenList(
            statement.text, standardConformingStrings: statement.standardConformingStrings)
        self.init(tokens)
    }

    init?(_ tokens: TokenList) {
        guard let (direction, next) = copyDirection(tokens), direction == .fromStandardInput else {
            return nil
        }
        var isBinary = tokens.isWord(1, "binary")
        var index = next
        while index < tokens.count {
            // In FORMAT and the old WITH BINARY alike the word can only be the format.
            if tokens.isWord(index, "binary") || tokens.plainString(index) == "binary" {
                isBinary = isBinary || !tokens.isWord(index - 1, "null")
            }
            index += 1
        }
        self = isBinary ? .binary : .lines
    }
}

/// Between which ends a COPY moves data through the connection.
public enum CopyDirection: Sendable, Hashable {
    /// The client has to send data.
    case fromStandardInput
    /// The client has to take data.
    case toStandardOutput
}

/// The direction of a COPY through the connection and the index of the token after STDIN or STDOUT.
func copyDirection(_ tokens: TokenList) -> (CopyDirection, next: Int)? {
    guard tokens.isWord(0, "copy") else { return nil }
    var index = 1
    if tokens.kind(index) == .openParenthesis {
        index = tokens.afterParentheses(index)
    } else {
        if tokens.isWord(index, "binary") { index += 1 }
        while let kind = tokens.kind(index), kind == .word || kind == .quotedIdentifier {
            index += 1
            guard tokens.kind(index) == .dot else { break }
            index += 1
        }
        if tokens.kind(index) == .openParenthesis { index = tokens.afterParentheses(index) }
    }
    let isInput = tokens.isWord(index, "from")
    guard isInput || tokens.isWord(index, "to") else { return nil }
    index += 1
    guard tokens.isWord(index, "stdin") || tokens.isWord(index, "stdout") else { return nil }
    return (isInput ? .fromStandardInput : .toStandardOutput, index + 1)
}
