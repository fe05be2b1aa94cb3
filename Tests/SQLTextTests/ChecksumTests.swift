import SQLText
import Testing

@Suite("Checksums") struct ChecksumTests {
    @Test("SHA-256 test vectors") func vectors() {
        #expect(
            SHA256.hash([])
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        var hash = SHA256()
        hash.update("a")
        hash.update("bc")
        #expect(
            hash.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    private let script = """
        create table t (a int); -- why
        insert into t values ('a  b');
        copy t from stdin;
        1
        \\.
        """

    private func checksum(_ text: String) throws -> ScriptChecksum {
        try ScriptChecksum.of(bytes: Array(text.utf8))
    }

    @Test(
        "only comments and white space changed",
        arguments: [
            (" -- why", ""), ("(a int)", "(\n  a /* the a */ int\n)"), ("int); --", "int);;\n--"),
            ("stdin;", "stdin; -- data"),
        ]) func cosmetic(old: String, new: String) throws
    {
        let before = try checksum(script)
        let after = try checksum(script.replacing(old, with: new))
        #expect(before.tokens == after.tokens)
        #expect(before.text != after.text)
    }

    @Test(
        "edited",
        arguments: [
            ("int", "bigint"), ("a  b", "a b"), ("\n1\n", "\n2\n"), ("int);", "int)"),
            ("create", "CREATE"),
        ]) func edited(old: String, new: String) throws
    {
        #expect(try checksum(script).tokens != checksum(script.replacing(old, with: new)).tokens)
    }

    @Test("line ends and the byte-order mark do not count") func lineEnds() throws {
        let windows = "\u{FEFF}" + script.replacing("\n", with: "\r\n")
        #expect(try checksum(windows) == checksum(script))
        #expect(try checksum("select '\r'").text != checksum("select '\n'").text)
    }

    @Test("the same in chunks", arguments: [1, 2, 5, 64]) func chunks(size: Int) throws {
        let bytes = Array(("\u{FEFF}" + script.replacing("\n", with: "\r\n")).utf8)
        var offset = 0
        let streamed = try ScriptChecksum.of {
            guard offset < bytes.count else { return nil }
            defer { offset += size }
            return Array(bytes[offset..<min(offset + size, bytes.count)])
        }
        #expect(try streamed == ScriptChecksum.of(bytes: bytes))
    }

    @Test("placeholders and psql variables do not stop it") func placeholders() throws {
        #expect(try checksum("create role :OWNER; select ${x};").tokens.count == 64)
    }
}
