/// What a Go template consists of, after trimming.
enum GoTemplateNode: Sendable {
    /// Text to copy: a range of bytes of the template.
    case text(Range<Int>)
    /// `{{ … }}` that puts a value there; `offset` is where its braces begin.
    case output(GoExpression, offset: Int)
    /// `{{if}}` and each `{{else if}}` with its condition, the last without one for `{{else}}`.
    case branches([(condition: GoExpression?, body: [GoTemplateNode])])
}

/// A value or a call inside braces.
indirect enum GoExpression: Sendable, Hashable {
    /// `.a.b` as `a.b`; empty for a bare dot.
    case field(String, offset: Int)
    /// A string, number, `true` or `false`.
    case literal(String)
    /// A function with its arguments.
    case call(String, [GoExpression], offset: Int)
}
