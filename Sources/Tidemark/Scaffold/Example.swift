import Configuration
import Glibc
import Migrations

/// A small folder of migrations for a demonstration where the user has none.
public struct Example {
    /// A workspace over the example, on the database of the given one.
    public let workspace: Workspace
    private let directory: String

    /// Writes the example when the workspace's folder is missing or empty; nil when it is there.
    ///
    /// - Throws: `ScaffoldError`; `FolderError` when the folder is there and wrong.
    public init?(whenMissing workspace: Workspace) throws {
        do {
            _ = try workspace.readFolder()
            return nil
        } catch {
            guard error.code == .missing || error.code == .empty else { throw error }
            directory = "\(Self.temporaryFolder)/tidemark-demo-\(getpid())"
        }
        for (path, text) in Self.files {
            try Scaffold.write(text, to: "\(directory)/\(path)", replacing: true)
        }
        self.workspace = workspace.with(dir: "\(directory)/sql", downDir: "\(directory)/down")
    }

    /// Removes the files.
    public func remove() {
        for (path, _) in Self.files { unsafe unlink("\(directory)/\(path)") }
        for folder in ["/sql", "/down", ""] { unsafe rmdir(directory + folder) }
    }

    /// Rows, so that a `down` has something to lose.
    public static let rows = """
        insert into customer (name) values ('Ada'), ('Grace'), ('Edsger')
        """

    private static var temporaryFolder: String {
        guard let value = unsafe getenv("TMPDIR") else { return "/tmp" }
        return unsafe String(cString: value)
    }

    private static let files = [
        (
            "sql/00_customers.sql",
            """
            create table customer (
                id bigint generated always as identity primary key,
                name text not null
            );

            """
        ),
        ("down/00_customers_down.sql", "drop table customer;\n"),
        (
            "sql/01_customer_email.sql",
            """
            alter table customer add column email text;
            create index concurrently customer_email_idx on customer (lower(email));

            """
        ),
        (
            "down/01_customer_email_down.sql",
            """
            drop index concurrently customer_email_idx;
            alter table customer drop column email;

            """
        ),
        (
            "sql/02_customer_notes.sql",
            """
            create table note (
                id bigint generated always as identity primary key,
                customer_id bigint not null references customer,
                body text not null
            );

            """
        ),
        ("down/02_customer_notes_down.sql", "drop table note;\ndelete from customer;\n"),
    ]
}
