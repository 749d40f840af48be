/// What the model of a page's blocks is trained on: every piece of text with its numbers.
package struct PageTraining {
    /// The names of the numbers.
    package static var features: [String] { BlockFeatures.Feature.allCases.map { "\($0)" } }

    /// A piece of text and its numbers.
    package struct Piece {
        package let text: String
        package let values: [Int]
    }

    /// The pieces in order.
    package let pieces: [Piece]

    /// Reads a page as `PageReader` does.
    package init(_ bytes: [UInt8], address: String) throws(ReadingError) {
        let decoded = try CharsetDecoder.decode(bytes, label: nil, declaration: .markup)
        let tree = HTMLTree(decoded.bytes)
        let survey = PageSurvey(tree)
        let candidates = PageCandidates(survey, PageMetadata(tree, survey, locator: address))
        let features = candidates.features
        pieces = candidates.blocks.enumerated().map { index, block in
            let values = features.values[(index * BlockFeatures.count)..<((index + 1) * BlockFeatures.count)]
            return Piece(text: block.text, values: values.map { Int($0) })
        }
    }
}
