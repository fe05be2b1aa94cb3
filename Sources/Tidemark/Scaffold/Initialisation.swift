/// What `tidemark init` writes into a project.
public enum Initialisation {
    /// The files, in the order they are made.
    ///
    /// - Parameter isNew: whether the folder of the migrations is to be made; one that is there already
    ///   keeps its ways.
    public static func files(
        dir: String, downDir: String, snapshots: String, isNew: Bool
    ) -> [NewMigration.File] {
        var files: [NewMigration.File] = [
            .init(path: "tidemark.yml", text: configuration(dir, downDir, snapshots))
        ]
        if isNew {
            files.append(.init(path: "\(dir)/.gitkeep", text: ""))
            files.append(.init(path: "\(downDir)/.gitkeep", text: ""))
        }
        files.append(.init(path: "\(snapshots)/.gitkeep", text: ""))
        files.append(.init(path: ".github/workflows/tidemark.yml", text: workflow))
        return files
    }

    private static func configuration(
        _ dir: String, _ downDir: String, _ snapshots: String
    ) -> String {
        """
        # Every key: docs/configuration.md of Tidemark.
        dir: \(scalar(dir))
        down-dir: \(scalar(downDir))
        snapshots: \(scalar(snapshots))

        # environments:
        #   local:
        #     db: postgres:///app
        #   production:
        #     db: ${PRODUCTION_DATABASE_URL}
        #     protected: true

        """
    }

    /// A text as a YAML value: quoted where it would be read as something else.
    private static func scalar(_ text: String) -> String {
        let isPlain =
            text.first.map { $0.isLetter || $0.isNumber || "./_".contains($0) } == true
            && text.allSatisfy { $0.isLetter || $0.isNumber || "./_-".contains($0) }
        if isPlain { return text }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped.replacing("${", with: "$${"))\""
    }

    private static let workflow = """
        name: migrations
        on: [pull_request]
        permissions:
          contents: read
        jobs:
          tidemark:
            runs-on: ubuntu-24.04
            timeout-minutes: 15
            steps:
              - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
                with:
                  persist-credentials: false
              # Put tidemark on the PATH here, and a PostgreSQL for --embedded:
              - run: sudo apt-get update && sudo apt-get install -y postgresql
              - run: tidemark plan --embedded --execute
              # Without the secret (pull requests from forks have none) the snapshot and the migrations are compared.
              - run: tidemark check --allow-pending
                env:
                  DATABASE_URL: ${{ secrets.TIDEMARK_DATABASE_URL }}

        """
}
