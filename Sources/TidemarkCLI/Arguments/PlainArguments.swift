import ArgumentParser

/// A command that can do with the options that every command has.
protocol PlainCommand: DatabaseCommand {
    /// The command as it is without any option of its own.
    init(options: GlobalOptions, settings: ConfigurationOptions)
}

/// Reads the arguments of `up` and `status` where they are nothing but options that every command has.
///
/// ArgumentParser finds out by reflection what there is to parse, which takes as long as all that psql does
/// for a query; so the commands that run again and again with nothing to do are read here. Whatever is not
/// plain is left to ArgumentParser, the faults above all, and the tests hold the one to the other.
struct PlainArguments {
    private(set) var options = GlobalOptions(plain: ())
    private(set) var settings = ConfigurationOptions(plain: ())
    private var seen: [String] = []

    /// The command of arguments that begin with its name; nil where they are not plain.
    static func command(of arguments: [String]) -> (any ParsableCommand)? {
        guard let name = arguments.first, let type = CommandNames.named(name) else { return nil }
        let isPlain = type == UpCommand.self || type == StatusCommand.self
        guard isPlain, let plain = PlainArguments(arguments.dropFirst()) else { return nil }
        return type == UpCommand.self
            ? UpCommand(options: plain.options, settings: plain.settings)
            : StatusCommand(options: plain.options, settings: plain.settings)
    }

    /// Reads options; nil where one is of another kind, or looks as if it might be.
    init?(_ arguments: ArraySlice<String>) {
        var rest = arguments
        while let argument = rest.popFirst() {
            if takeFlag(argument) { continue }
            let name: String
            let value: String
            if let sign = argument.utf8.firstIndex(of: UInt8(ascii: "=")) {
                name = String(argument[..<sign])
                value = String(argument[argument.utf8.index(after: sign)...])
            } else {
                guard let next = rest.popFirst() else { return nil }
                (name, value) = (argument, next)
            }
            let isPlain = !value.isEmpty && !value.hasPrefix("-")
            guard isPlain, takeOption(name, value) else { return nil }
        }
    }

    private mutating func takeFlag(_ name: String) -> Bool {
        guard !seen.contains(name), options.take(name) || settings.take(name) else { return false }
        seen.append(name)
        return true
    }

    private mutating func takeOption(_ name: String, _ value: String) -> Bool {
        guard !seen.contains(name), options.take(name, value) || settings.take(name, value) else {
            return false
        }
        if name != "--var" { seen.append(name) }
        return true
    }
}

extension GlobalOptions {
    /// The options when none is given.
    init(plain: Void) {
        self.init()
        (db, config, env, wait) = (nil, nil, nil, nil)
        (format, color) = (.text, .auto)
        (quiet, verbose, embedded, yes) = (false, false, false, false)
    }

    fileprivate mutating func take(_ flag: String) -> Bool {
        switch flag {
        case "--quiet", "-q": quiet = true
        case "--verbose", "-v": verbose = true
        case "--embedded": embedded = true
        case "--yes": yes = true
        default: return false
        }
        return true
    }

    fileprivate mutating func take(_ name: String, _ value: String) -> Bool {
        switch name {
        case "--db": db = value
        case "--config": config = value
        case "--env": env = value
        case "--wait": wait = value
        case "--format":
            guard let choice = OutputFormat(rawValue: value) else { return false }
            format = choice
        case "--color":
            guard let choice = ColorOption(rawValue: value) else { return false }
            color = choice
        default: return false
        }
        return true
    }
}

extension ConfigurationOptions {
    /// The flags when none is given.
    init(plain: Void) {
        self.init()
        (dir, downDir, layout, snapshots, schemas) = (nil, nil, nil, nil, nil)
        (platform, shim, role, protected) = (nil, nil, nil, nil)
        (shadow, shadowStubs, shadowKeep) = (nil, nil, nil)
        (lockTimeout, lockAttempts, lockBackoff, lockWait) = (nil, nil, nil, nil)
        (statementTimeout, concurrentlyLockTimeout) = (nil, nil)
        concurrentlyStatementTimeout = nil
        variables = []
        installShim = false
    }

    fileprivate mutating func take(_ flag: String) -> Bool {
        guard flag == "--install-shim" else { return false }
        installShim = true
        return true
    }

    fileprivate mutating func take(_ name: String, _ value: String) -> Bool {
        switch name {
        case "--dir": dir = value
        case "--down-dir": downDir = value
        case "--layout": layout = value
        case "--snapshots": snapshots = value
        case "--schemas": schemas = value
        case "--platform": platform = value
        case "--shim": shim = value
        case "--role": role = value
        case "--protected": protected = value
        case "--shadow": shadow = value
        case "--shadow-stubs": shadowStubs = value
        case "--shadow-keep": shadowKeep = value
        case "--lock-timeout": lockTimeout = value
        case "--lock-attempts": lockAttempts = value
        case "--lock-backoff": lockBackoff = value
        case "--lock-wait": lockWait = value
        case "--statement-timeout": statementTimeout = value
        case "--concurrently-lock-timeout": concurrentlyLockTimeout = value
        case "--concurrently-statement-timeout": concurrentlyStatementTimeout = value
        case "--var": variables.append(value)
        default: return false
        }
        return true
    }
}

extension UpCommand: PlainCommand {
    init(options: GlobalOptions, settings: ConfigurationOptions) {
        self.init()
        (self.options, self.settings) = (options, settings)
        (count, to) = (nil, nil)
        (singleTransaction, allowOutOfOrder, allowExisting, dryRun) = (false, false, false, false)
        (noVerify, allow) = (false, [])
    }
}

extension StatusCommand: PlainCommand {
    init(options: GlobalOptions, settings: ConfigurationOptions) {
        self.init()
        (self.options, self.settings) = (options, settings)
        check = false
    }
}
