/// The unprivileged account that runs the server for root, which PostgreSQL refuses.
struct ServerAccount: Sendable, Hashable {
    let name: String
    /// The words before a command that run it as this account.
    ///
    /// A program of the system changes the account after the fork: between fork and exec the C library
    /// waits for threads that exist in the parent alone.
    let prefix: [String]

    /// The number of the account that servers of this process run as.
    static var number: UInt32 {
        guard FileSystem.isRoot, let account = try? find() else { return FileSystem.user }
        return FileSystem.account(named: account.name)?.user ?? FileSystem.user
    }

    /// Takes `postgres`, or else `nobody`.
    static func find() throws(EphemeralServerError) -> ServerAccount {
        let found = ["postgres", "nobody"].lazy
            .compactMap { name in FileSystem.account(named: name).map { (name, $0) } }
            .first { $0.1.user != 0 }
        guard let (name, numbers) = found else {
            throw EphemeralServerError(
                code: .accountMissing,
                message:
                    "PostgreSQL does not run as root, and there is no account postgres or nobody",
                remedy: "useradd --system postgres, or run as another user")
        }
        let ways = [
            [
                "/usr/bin/setpriv", "--reuid=\(numbers.user)", "--regid=\(numbers.group)",
                "--init-groups", "--",
            ],
            ["/usr/sbin/runuser", "-u", name, "--"], ["/sbin/runuser", "-u", name, "--"],
            ["/usr/bin/sudo", "-n", "-u", name, "--"],
        ]
        guard let prefix = ways.first(where: { FileSystem.isExecutable($0[0]) }) else {
            throw EphemeralServerError(
                code: .accountMissing,
                message: "PostgreSQL does not run as root, and neither setpriv, runuser nor sudo is"
                    + " there to run it as \(name)",
                remedy: "apt-get install util-linux, or run as another user")
        }
        return ServerAccount(name: name, prefix: prefix)
    }
}
