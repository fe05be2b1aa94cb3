import Configuration
import Glibc
import Migrations

/// A small folder of migrations for a demonstration where the user has none.
public struct Example {
    /// A workspace over the example, on the database of the given one.
    public let workspace: Workspace

    /// Writes the example when the workspace's folder is missing or empty; nil when it is there.
    ///
    /// - Parameter parent: the folder of a private server: whoever stops the server, and be it because
    ///   this process was killed, removes the example with it. So its account may write in it.
    /// - Throws: `ScaffoldError`; `FolderError` when the folder is there and wrong.
    public init?(whenMissing workspace: Workspace, under parent: String) throws {
        do {
            _ = try workspace.readFolder()
            return nil
        } catch {
            guard error.code == .missing || error.code == .empty else { throw error }
        }
        let directory = "\(parent)/example"
        for (path, text) in Self.files {
            try Scaffold.write(text, to: "\(directory)/\(path)")
        }
        for folder in ["", "/sql", "/down"] { unsafe chmod(directory + folder, 0o777) }
        self.workspace = workspace.with(dir: "\(directory)/sql", downDir: "\(directory)/down")
    }

    /// Rows, so that a `down` has something to lose.
    public static let rows = """
        insert into customer (name) values ('Ada'), ('Grace'), ('Edsger')
        """

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
