/// Lets global options stand before the command, as in `tidemark --db URL up`.
///
/// Each command declares them, so those before it are moved behind its name.
enum ArgumentOrder {
    private static let withValue: Set<String> = [
        "--db", "--config", "--env", "--format", "--color", "--wait",
    ]
    private static let flags: Set<String> = [
        "--quiet", "-q", "--verbose", "-v", "--embedded", "--yes",
    ]

    static func normalized(_ arguments: [String]) -> [String] {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            let name = argument.prefix { $0 != "=" }
            if flags.contains(argument) {
                index += 1
            } else if withValue.contains(String(name)) {
                index += name.count == argument.count ? 2 : 1
            } else {
                break
            }
        }
        guard index > 0, index < arguments.count, !arguments[index].hasPrefix("-") else {
            return arguments
        }
        return [arguments[index]] + arguments[..<index] + arguments[(index + 1)...]
    }
}
