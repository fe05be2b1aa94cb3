import PostgresSession
import Testing

@Suite struct ConnectionStringTests {
    private let secret = "s3cr%t pa'ss"

    @Test(arguments: [
        "postgresql://me:s3cr%25t%20pa'ss@db.example:5433/app?sslmode=require",
        "postgres://me@db.example/app?password=s3cr%25t%20pa%27ss",
        "host=db.example user=me password='s3cr%t pa\\'ss' dbname=app",
        "host=db.example user=me password = 's3cr%t pa\\'ss' sslpassword='s3cr%t pa\\'ss'",
    ])
    func noDescriptionShowsAPassword(text: String) throws {
        let connection = ConnectionString(text)
        #expect(connection.value(of: "password") == secret)
        #expect(connection.value(of: "host") == "db.example")
        var dumped = ""
        dump(connection, to: &dumped)
        let shown = [
            "\(connection)", String(reflecting: connection), dumped, "\([connection])",
            "\(Optional(connection) as Any)",
            "\(Mirror(reflecting: connection).children.map(\.value))",
        ]
        for text in shown {
            #expect(!text.contains("s3cr"))
            #expect(!text.contains("pa'ss"))
            #expect(text.contains("password=***"))
        }
    }

    @Test func overridesWinAndAreRedactedToo() {
        let connection = ConnectionString("host=a dbname=b")
            .setting("host", to: "c").setting("password", to: "hidden").setting("host", to: "d")
        #expect(connection.value(of: "host") == "d")
        #expect(connection.value(of: "dbname") == "b")
        #expect("\(connection)" == "dbname=b password=*** host=d")
    }

    @Test func aBareNameIsADatabaseAndNothingIsTheEnvironment() {
        #expect(ConnectionString("app").value(of: "dbname") == "app")
        #expect("\(ConnectionString(""))" == "")
        #expect(ConnectionString("").value(of: "host") == nil)
    }

    @Test func anUnreadableStringIsRefusedWithoutItsText() async {
        for text in [
            "postgres//me:s3cret@host/db x=", "host=a password='s3cret", "s3cret=x",
            "postgres://me:s3cret@[::1/db", "postgres://me:%zzs3cret@h/db", "password=a s3cret",
            "postgres://me:s3cret@h/db?s3cret=1", "host=a\0 password=s3cret",
        ] {
            let connection = ConnectionString(text)
            let error = await #expect(throws: SessionError.self) {
                try await Session.connect(to: connection)
            }
            #expect(error?.code == .invalidConnectionString)
            #expect(error?.message.contains("s3cret") == false)
            #expect(!"\(connection)".contains("s3cret"))
        }
    }

    @Test(arguments: [
        "postgres://me:s3/cret@localhost:1/db", "postgres://me:s3@cret@127.0.0.1:1/db",
        "postgres://me:s3?cret@localhost/db",
    ])
    func anUnencodedPasswordIsNotEchoedAsTheHost(text: String) async {
        let error = await #expect(throws: SessionError.self) {
            try await Session.connect(to: ConnectionString(text))
        }
        #expect(error?.message.contains("cret") == false)
        #expect(error?.message.contains("s3") == false)
    }
}
