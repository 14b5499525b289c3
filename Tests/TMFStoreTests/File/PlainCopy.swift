import Foundation

/// A copy of the files of a store as somebody makes it by hand.
enum PlainCopy {
    /// Copies the snapshots first, then the segments, each as a whole.
    static func copy(_ directory: String, to target: String) throws {
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        for prefix in ["snapshot-", "journal-"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            where name.hasPrefix(prefix) && !name.hasSuffix(".partial") {
                guard let bytes = FileManager.default.contents(atPath: "\(directory)/\(name)") else { continue }
                try bytes.write(to: URL(fileURLWithPath: "\(target)/\(name)"))
            }
        }
    }
}
