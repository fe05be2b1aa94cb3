import Catalog
import JSONText
import Testing
import TidemarkTesting

@Suite(.database)
struct TextTests {
    @Test func textSearch() async throws {
        let catalog = try await read(
            after: #"""
                create text search parser words
                    (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, headline = prsd_headline,
                    lextypes = prsd_lextype);
                comment on text search parser words is 'The default one.';
                create text search template plain (init = dsimple_init, lexize = dsimple_lexize);
                comment on text search template plain is 'The simple one.';
                create text search dictionary short (template = plain, accept = 'false');
                comment on text search dictionary short is 'What is short.';
                create text search dictionary "Stems" (template = snowball, language = 'english', stopwords = english);
                create text search configuration notes (parser = words);
                alter text search configuration notes add mapping for asciiword, word with short, simple;
                alter text search configuration notes add mapping for email with "Stems";
                comment on text search configuration notes is 'For notes.';
                create text search configuration copied (copy = pg_catalog.simple);
                """#)
        #expect(
            catalog.properties(.textSearchParser, "public.words") == [
                "comment": "The default one.", "end": "prsd_end", "headline": "prsd_headline",
                "lexTypes": "prsd_lextype", "start": "prsd_start", "token": "prsd_nexttoken",
            ])
        #expect(
            catalog.properties(.textSearchTemplate, "public.plain") == [
                "comment": "The simple one.", "init": "dsimple_init", "lexize": "dsimple_lexize",
            ])
        #expect(
            catalog.properties(.textSearchDictionary, "public.short") == [
                "comment": "What is short.", "options": ["accept": "false"],
                "template": "public.plain",
            ])
        #expect(
            catalog.properties(.textSearchDictionary, "public.\"Stems\"") == [
                "options": ["language": "english", "stopwords": "english"],
                "template": "pg_catalog.snowball",
            ])
        #expect(
            catalog.properties(.textSearchConfiguration, "public.notes") == [
                "comment": "For notes.",
                "mappings": [
                    "asciiword": "public.short, simple", "email": "public.\"Stems\"",
                    "word": "public.short, simple",
                ], "parser": "public.words",
            ])
        let copied = catalog.properties(.textSearchConfiguration, "public.copied")
        #expect(copied?["parser"] == "pg_catalog.\"default\"")
        #expect(copied?["mappings"]?["url"] == "simple")
    }

    @Test func dictionaryOptionsAreTakenApartWhateverIsInThem() async throws {
        let catalog = try await read(
            after: #"""
                create text search dictionary odd (template = simple, accept = true);
                update pg_ts_dict set dictinitoption =
                    $$"Odd Key" = 'a, b = ''c''', plain = 12, negative = -1.5, slash = E'back\\slash', last = ''$$
                where dictname = 'odd';
                """#)
        #expect(
            catalog.properties(.textSearchDictionary, "public.odd")?["options"] == [
                "Odd Key": "a, b = 'c'", "last": "", "negative": "-1.5", "plain": "12",
                "slash": #"back\slash"#,
            ])
    }

    @Test func collations() async throws {
        let catalog = try await read(
            after: """
                create collation bytes (provider = libc, locale = 'C');
                comment on collation bytes is 'By the bytes.';
                create collation mixed (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
                """)
        #expect(
            catalog.properties(.collation, "public.bytes") == [
                "comment": "By the bytes.", "locale": "C",
            ])
        #expect(
            catalog.properties(.collation, "public.mixed") == [
                "lcCollate": "C", "lcCtype": "POSIX",
            ])
    }

    @Test func collationsOfICU() async throws {
        guard try await hasICU() else { return }
        let catalog = try await read(
            after: """
                create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
                """)
        #expect(
            catalog.properties(.collation, "public.loose") == [
                "locale": "und-u-ks-level2", "nondeterministic": true, "provider": "icu",
            ])
        guard try await major() >= 16 else { return }
        #expect(
            try await read(
                after: "create collation ruled (provider = icu, locale = 'und', rules = '& a < b')"
            ).properties(.collation, "public.ruled") == [
                "locale": "und", "provider": "icu", "rules": "& a < b",
            ])
    }

    @Test func collationsOfTheServer() async throws {
        guard try await major() >= 17 else { return }
        #expect(
            try await read(
                after: "create collation points (provider = builtin, locale = 'C.UTF-8')"
            ).properties(.collation, "public.points") == [
                "locale": "C.UTF-8", "provider": "builtin",
            ])
    }

    @Test func conversions() async throws {
        let catalog = try await read(
            after: """
                create conversion latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
                comment on conversion latin is 'The one that is there.';
                create default conversion "Zwei" for 'LATIN2' to 'UTF8' from iso8859_to_utf8;
                """)
        #expect(
            catalog.properties(.conversion, "public.latin") == [
                "comment": "The one that is there.", "from": "LATIN1",
                "function": "iso8859_1_to_utf8", "to": "UTF8",
            ])
        #expect(
            catalog.properties(.conversion, "public.\"Zwei\"") == [
                "default": true, "from": "LATIN2", "function": "iso8859_to_utf8", "to": "UTF8",
            ])
    }

    private func hasICU() async throws -> Bool {
        try await TestDatabase.current.query(
            "select exists (select from pg_collation where collname = 'de-x-icu')")[0][0] == "t"
    }
}
