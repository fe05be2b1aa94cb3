import Findings
import Migrations
import Tidemark

/// What to do about a folder that cannot be read as migrations.
enum FolderAdvice {
    /// Where other tools keep migrations.
    static let usualPlaces = [
        "migrations", "db/migrations", "supabase/migrations", "db/migrate", "database/migrations",
        "priv/repo/migrations", "src/main/resources/db/migration", "sql",
    ]

    static func finding(_ error: FolderError) -> Finding {
        var finding = error.finding
        guard error.code == .missing || error.code == .empty else { return finding }
        let other = usualPlaces.first {
            $0 != error.location.file && Scaffold.holdsFiles($0)
        }
        if let other { finding.remedy = "\(error.remedy); there is \(other): --dir \(other)" }
        return finding
    }
}
