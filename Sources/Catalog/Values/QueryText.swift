/// A query as the server deparses it, in one rendering for all versions.
func canonicalQuery(_ text: Span<UInt8>) -> [UInt8] {
    array(text)
}
