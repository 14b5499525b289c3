import Foundation

do {
    let options = try Options(arguments: Array(CommandLine.arguments.dropFirst()))
    if options.wantsHelp {
        print(Options.usage)
        exit(0)
    }
    if let resources = options.probedResources {
        try await MemoryProbe.run(resources)
        exit(0)
    }
    let report = try await Suite.run(options)
    print(report.table)
    if let path = options.jsonPath {
        try report.json().write(to: URL(fileURLWithPath: path))
    }
    exit(options.isEnforced && !report.meetsTargets ? 1 : 0)
} catch let error as UsageError {
    FileHandle.standardError.write(Data("benchmarks: \(error.message)\n\(Options.usage)\n".utf8))
    exit(64)
} catch {
    FileHandle.standardError.write(Data("benchmarks: \(error)\n".utf8))
    exit(70)
}
