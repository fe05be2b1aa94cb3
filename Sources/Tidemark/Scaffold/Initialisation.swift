/// What `tidemark init` writes into a project.
public enum Initialisation {
    /// The folders and files, in the order they are made.
    public static func files(
        dir: String, downDir: String, snapshots: String
    ) -> [NewMigration.File] {
        [
            .init(path: "tidemark.yml", text: configuration(dir, downDir, snapshots)),
            .init(path: "\(dir)/.gitkeep", text: ""),
            .init(path: "\(downDir)/.gitkeep", text: ""),
            .init(path: "\(snapshots)/.gitkeep", text: ""),
            .init(path: ".github/workflows/tidemark.yml", text: workflow),
        ]
    }

    private static func configuration(
        _ dir: String, _ downDir: String, _ snapshots: String
    ) -> String {
        """
        # Every key: docs/configuration.md of Tidemark.
        dir: \(dir)
        down-dir: \(downDir)
        snapshots: \(snapshots)

        # environments:
        #   local:
        #     db: postgres:///app
        #   production:
        #     db: ${PRODUCTION_DATABASE_URL}
        #     protected: true

        """
    }

    private static let workflow = """
        name: migrations
        on: [pull_request]
        jobs:
          tidemark:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              # Put tidemark on the PATH here, and a PostgreSQL for --embedded:
              - run: sudo apt-get update && sudo apt-get install -y postgresql
              - run: tidemark plan --embedded --execute

        """
}
