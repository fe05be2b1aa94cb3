/// The convention by which a folder names its migrations and what undoes them.
public enum Layout: String, Sendable, Hashable, Codable, CaseIterable {
    /// Tidemark's own: `sql/NN_name.sql` with `down/NN_name_down.sql`.
    case native
    /// `NN_name.up.sql` with `NN_name.down.sql` (golang-migrate, morph, pop).
    case golangMigrate = "golang-migrate"
    /// `NN_name.sql`, or `.up.sql` with `.down.sql`; `-- no-transaction` as the first bytes.
    case sqlx
    /// A folder per migration with `up.sql` and `down.sql`.
    case diesel
    /// One file with `-- migrate:up` and `-- migrate:down`.
    case dbmate
    /// One file with `-- +goose Up` and `-- +goose Down`.
    case goose
    /// `V1.2__name.sql`, `U1.2__name.sql`, `R__name.sql`.
    case flyway
    /// `<14 digits>_name.sql`, with DOWNs in a folder of their own.
    case supabase
    /// `sqitch.plan` with `deploy/`, `revert/` and `verify/`.
    case sqitch
    /// graphile-migrate: `committed/000001-name.sql` with a hash chain in the headers.
    case graphile
    /// Files that begin with a number (postgres-migrations and many home-made runners).
    case numbered
    /// `20240101_name.sql` with `atlas.sum`.
    case atlas
    /// `NN.name.sql` with `NN.name.rollback.sql` and `-- depends:`.
    case yoyo
    /// Yandex pgmigrate: `V0001__name.sql`.
    case pgmigrate
    /// A folder per version with a `manifest.json` that lists its files.
    case manifest

    /// The rule by which versions of this layout come one after the other.
    public var order: VersionOrder {
        switch self {
        case .native, .golangMigrate, .sqlx, .dbmate, .goose, .graphile, .numbered, .pgmigrate:
            .numeric
        case .flyway, .manifest: .dotted
        case .diesel, .supabase, .atlas, .yoyo: .bytes
        case .sqitch: .plan
        }
    }

    /// The names that a value of `layout:` or `--layout` may have, `auto` apart.
    public static var names: String {
        allCases.map(\.rawValue).joined(separator: ", ")
    }
}
