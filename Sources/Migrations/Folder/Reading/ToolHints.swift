extension FolderSource {
    /// What shows that the folder is of a Rust tool: one of its files, or a Cargo.toml that names
    /// it, in the folder or up to two folders above.
    func hint(ofTool tool: String, files: [String]) -> String? {
        let parent = parentPath(root)
        for folder in [root, parent, parentPath(parent)] {
            for name in files {
                let path = joinPath(folder, name)
                if kindOfPath(path) != nil { return "\(path) is there" }
            }
            let cargo = joinPath(folder, "Cargo.toml")
            if let text = try? readBytes(cargo),
                text.firstIndex(ofSequence: Array(tool.utf8)) != nil
            {
                return "\(cargo) names \(tool)"
            }
        }
        return nil
    }
}
