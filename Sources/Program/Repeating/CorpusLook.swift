internal import Documents
internal import Files
internal import Planning
internal import StageKit

/// What the sources of a plan hold, looked at without reading it: names, sizes and times of files.
struct CorpusLook: Equatable {
    private struct Name: Hashable {
        let source: Int
        let locator: Digest
    }

    private var stamps: [Name: Digest?] = [:]

    /// Looks at the corpus; a source that can't be read holds nothing.
    init(_ plan: Plan) {
        for (place, stage) in plan.stages.enumerated() {
            guard case .source(let source) = stage.stage else { continue }
            try? source.look(passingOver: { unit in
                stamps[Name(source: place, locator: Digest(of: unit.locator))] = .some(Self.stamp(of: unit))
                return true
            }) { _ in }
        }
    }

    /// Number of files, or whatever else the sources read.
    var count: Int { stamps.count }

    /// What is different from an earlier look, in words; nil when nothing is.
    func difference(from earlier: CorpusLook) -> String? {
        let new = stamps.keys.count { earlier.stamps[$0] == nil }
        let gone = earlier.stamps.keys.count { stamps[$0] == nil }
        let changed = stamps.count { name, stamp in earlier.stamps[name].map { $0 != stamp } ?? false }
        let parts = [(changed, "changed"), (new, "new"), (gone, "gone")].filter { $0.0 > 0 }
        guard !parts.isEmpty else { return nil }
        return parts.enumerated().map { place, part in
            let files = place > 0 ? "" : part.0 == 1 ? " file" : " files"
            return "\(Figures.count(part.0))\(files) \(part.1)"
        }.joined(separator: ", ")
    }

    /// A source doesn't vouch for a file that was changed just now; here another look will follow.
    private static func stamp(of unit: SourceUnit) -> Digest? {
        unit.stamp ?? FileStamp(FilePath(unit.locator))?.ownBytes.digest
    }
}

extension [UInt8] {
    fileprivate var digest: Digest { Digest(of: self) }
}
