/// The character classes of PostgreSQL's scan.l, for bytes of UTF-8: every byte from 0x80 is a letter.
extension UInt8 {
    /// A letter, an underscore, or any byte outside ASCII.
    @inline(__always)
    var startsIdentifier: Bool {
        let lower = self | 0x20
        return (lower >= 0x61 && lower <= 0x7A) || self == 0x5F || self >= 0x80
    }

    /// What may follow in an identifier; also the dollar sign.
    @inline(__always)
    var continuesIdentifier: Bool { continuesTag || self == 0x24 }

    /// What may follow in the tag of a dollar quote, or in the name of a psql variable.
    @inline(__always)
    var continuesTag: Bool { startsIdentifier || isDigit }

    @inline(__always)
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// Space, tab, line feed, carriage return and form feed; the vertical tab is one only from 16 on,
    /// and there too it makes no difference to where a statement ends.
    @inline(__always)
    var isSpace: Bool {
        self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
    }

    /// One of `~ ! @ # ^ & | ` ? + - * / % < > =`.
    var isOperator: Bool {
        switch self {
        case 0x7E, 0x21, 0x40, 0x23, 0x5E, 0x26, 0x7C, 0x60, 0x3F: true
        case 0x2B, 0x2D, 0x2A, 0x2F, 0x25, 0x3C, 0x3E, 0x3D: true
        default: false
        }
    }

    /// An operator character that standard SQL has no use for, so that `+` or `-` may end the operator.
    var allowsTrailingSign: Bool {
        switch self {
        case 0x7E, 0x21, 0x40, 0x23, 0x5E, 0x26, 0x7C, 0x60, 0x3F, 0x25: true
        default: false
        }
    }
}
