/// What the second pass judges by: what the first one took the blocks around for.
extension BlockFeatures {
    private static let surest = 5000
    /// What stands before the first block and after the last.
    private static let nothing = -4000
    /// A block that has none of its kind beside it.
    private static let alone = -6000
    /// Of a block that is called text with less than this, no more than a part counts as such.
    private static let sure = 2000
    private static let longestCounted = 2000
    private static let confident = 1000
    private static let shortestConfident = 60
    private static let nearby = 3

    /// - Parameter found: What the first pass says of each block.
    mutating func readSurroundings(_ found: [Int]) {
        let scores = found.map { min(max($0, -Self.surest), Self.surest) }
        let lengths = scores.indices.map { min(self[$0, .length], Self.longestCounted) }
        let texts = scores.indices.map { block in
            min(max(scores[block] + Self.sure, 0), 2 * Self.sure) * lengths[block] / (2 * Self.sure)
        }
        let total = max(1, texts.reduce(0, +))
        let textShare = total * 100 / max(1, lengths.reduce(0, +))
        var before = 0
        for block in scores.indices {
            readAround(block, scores, lengths, texts)
            self[block, .textBefore] = before * 1000 / total
            before += texts[block]
            self[block, .textAfter] = (total - before) * 1000 / total
            self[block, .textShare] = textShare
            self[block, .textTotal] = min(total, 30_000)
        }
        readNearest(scores)
        readLikes(scores)
        readRuns(scores, texts, total)
    }

    private mutating func readAround(_ block: Int, _ scores: [Int], _ lengths: [Int], _ texts: [Int]) {
        func score(_ other: Int) -> Int { scores.indices.contains(other) ? scores[other] : Self.nothing }
        self[block, .own] = scores[block]
        self[block, .previous] = score(block - 1)
        self[block, .next] = score(block + 1)
        self[block, .secondPrevious] = score(block - 2)
        self[block, .secondNext] = score(block + 2)
        self[block, .bestPrevious] = max(score(block - 1), score(block - 2), score(block - 3))
        self[block, .bestNext] = max(score(block + 1), score(block + 2), score(block + 3))
        var (text, length) = (-texts[block], -lengths[block])
        for other in max(0, block - Self.nearby)...min(scores.count - 1, block + Self.nearby) {
            text += texts[other]
            length += lengths[other]
        }
        self[block, .shareAround] = length > 0 ? text * 100 / length : 0
    }

    /// How many blocks away the nearest one is that is surely text, before and after.
    private mutating func readNearest(_ scores: [Int]) {
        func isConfident(_ block: Int) -> Bool {
            scores[block] > Self.confident && self[block, .length] >= Self.shortestConfident
        }
        var last: Int?
        for block in scores.indices {
            self[block, .blocksSinceText] = last.map { block - $0 } ?? 200
            if isConfident(block) { last = block }
        }
        last = nil
        for block in scores.indices.reversed() {
            self[block, .blocksToText] = last.map { $0 - block } ?? 200
            if isConfident(block) { last = block }
        }
    }

    /// What the others are taken for that look alike.
    private mutating func readLikes(_ scores: [Int]) {
        var sums: [UInt64: (count: Int, score: Int)] = [:]
        for block in scores.indices {
            let sum = sums[looks[block], default: (0, 0)]
            sums[looks[block]] = (sum.count + 1, sum.score + scores[block])
        }
        for block in scores.indices {
            guard let sum = sums[looks[block]] else { continue }
            self[block, .scoreOfLikes] = sum.count > 1 ? (sum.score - scores[block]) / (sum.count - 1) : Self.alone
        }
    }

    /// What the others are taken for that stand in one row, in one element.
    private mutating func readRuns(_ scores: [Int], _ texts: [Int], _ total: Int) {
        var start = 0
        while start < scores.count {
            var end = start
            while end + 1 < scores.count, self[end, .nextIsSibling] > 0 { end += 1 }
            let count = end - start + 1
            let score = scores[start...end].reduce(0, +)
            let text = texts[start...end].reduce(0, +)
            for block in start...end {
                self[block, .scoreOfRun] = count > 1 ? (score - scores[block]) / (count - 1) : Self.alone
                self[block, .shareOfRun] = text * 100 / total
                self[block, .lengthOfRun] = count
            }
            start = end + 1
        }
    }
}
