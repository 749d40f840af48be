// A layer that can't be stored
//
// What a stage gives is kept for the next run, so a layer says how it is stored, how it is read again, and how it is written
// as JSON, for which it imports `JSON`.
//
// ```swift
//     func store(in archive: inout ArchiveWriter) { isGood.store(in: &archive) }
//     init(from archive: inout ArchiveReader) throws(ArchiveError) { isGood = try Bool(from: &archive) }
//     func write(to json: inout JSONWriter, article: Article) { json.value(isGood) }
// ```

import Documents
import StageKit

// >>>
struct Mood: Layer {
    static var layerName: String { "Mood" }
    let isGood: Bool
}
// <<<
