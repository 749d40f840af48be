import TestRandom
import Testing

@testable import Pictures

/// A drawing can be read when boxes stand apart, lines lead where edges lead, and no two lines run along each other.
@Suite struct LayoutTests {
    private struct Case {
        var sizes: [(width: Int, height: Int)] = []
        var inputs: [[Int]] = []
        var width: Int?

        init(seed: Int) {
            var random = SeededRandom(seed: UInt64(seed))
            let count = 1 + random.below(30)
            let density = 1 + random.below(3)
            for stage in 0..<count {
                sizes.append((width: 5 + random.below(30), height: 4 + random.below(4)))
                inputs.append((0..<stage).filter { _ in random.below(stage + 1) < density })
            }
            width = random.below(3) == 0 ? nil : 60 + random.below(100)
        }
    }

    private struct Cell: Hashable {
        let x: Int
        let y: Int
    }

    /// The cells of a line, and whether it runs through each of them upright or level.
    private func cells(_ line: GraphLayout.Line) -> [Cell] {
        line.y.flatMap { y in line.x.map { Cell(x: $0, y: y) } }
    }

    private func isInside(_ cell: Cell, _ box: GraphLayout.Box) -> Bool {
        (box.x..<box.x + box.width).contains(cell.x) && (box.y..<box.y + box.height).contains(cell.y)
    }

    @Test(arguments: 0..<80) func boxesStandApart(seed: Int) throws {
        let given = Case(seed: seed)
        guard let layout = GraphLayout(sizes: given.sizes, inputs: given.inputs, width: given.width) else { return }
        for (place, box) in layout.boxes.enumerated() {
            #expect(box.x >= 0 && box.y >= 0, "seed \(seed)")
            if let width = given.width { #expect(box.x + box.width <= width, "seed \(seed)") }
            #expect(box.width >= given.sizes[place].width && box.height == given.sizes[place].height)
            for other in layout.boxes[..<place] {
                let isApart =
                    other.x + other.width < box.x || box.x + box.width < other.x
                    || other.y + other.height <= box.y || box.y + box.height <= other.y
                #expect(isApart, "seed \(seed)")
            }
            for input in given.inputs[place] {
                #expect(layout.boxes[input].y + layout.boxes[input].height <= box.y, "seed \(seed)")
            }
        }
    }

    @Test(arguments: 0..<80) func linesLeadWhereEdgesLead(seed: Int) throws {
        let given = Case(seed: seed)
        guard let layout = GraphLayout(sizes: given.sizes, inputs: given.inputs, width: given.width) else { return }
        for net in layout.nets {
            let takers = given.inputs.indices.filter { given.inputs[$0].contains(net.source) }
            #expect(net.ends.map(\.stage).sorted() == takers, "seed \(seed)")
            let box = layout.boxes[net.source]
            // Everything that the line's beginning reaches along itself.
            var reached: Set<Cell> = [Cell(x: box.x + box.width / 2, y: box.y + box.height - 1)]
            var left = net.lines
            while let next = left.firstIndex(where: { line in cells(line).contains { reached.contains($0) } }) {
                reached.formUnion(cells(left.remove(at: next)))
            }
            #expect(left.isEmpty, "seed \(seed): a piece of a line hangs in the air")
            for end in net.ends {
                #expect(reached.contains(Cell(x: end.x, y: end.y)), "seed \(seed)")
                let target = layout.boxes[end.stage]
                #expect(end.y == target.y && (target.x + 1..<target.x + target.width - 1).contains(end.x))
            }
        }
    }

    @Test(arguments: 0..<80) func linesOnlyCrossAndPassNoBox(seed: Int) throws {
        let given = Case(seed: seed)
        guard let layout = GraphLayout(sizes: given.sizes, inputs: given.inputs, width: given.width) else { return }
        var level: [Cell: Int] = [:]
        var upright: [Cell: Int] = [:]
        for net in layout.nets {
            for line in net.lines {
                let isUpright = line.x.count == 1
                for cell in cells(line) {
                    let taken = (isUpright ? upright : level)[cell] ?? net.source
                    #expect(taken == net.source, "seed \(seed): two lines run along each other")
                    if isUpright { upright[cell] = net.source } else { level[cell] = net.source }
                }
            }
        }
        for (cell, owner) in upright.merging(level, uniquingKeysWith: { first, _ in first }) {
            for (stage, box) in layout.boxes.enumerated() where isInside(cell, box) {
                let isBorder = cell.y == box.y || cell.y == box.y + box.height - 1
                #expect(isBorder && (owner == stage || given.inputs[stage].contains(owner)), "seed \(seed)")
            }
        }
        // A line turns only where no other one is.
        for net in layout.nets {
            for line in net.lines {
                for end in [cells(line).first, cells(line).last].compactMap(\.self) {
                    let owners = Set([level[end], upright[end]].compactMap(\.self))
                    #expect(owners == [net.source], "seed \(seed)")
                }
            }
        }
    }

    @Test func rowsThatWouldBeTooWideAreParted() throws {
        let sizes = Array(repeating: (width: 20, height: 4), count: 10)
        let inputs = [[]] + Array(repeating: [0], count: 9)
        let layout = try #require(GraphLayout(sizes: sizes, inputs: inputs, width: 70))
        #expect(layout.width <= 70)
        #expect(Set(layout.boxes.map(\.y)).count == 4)
        #expect(GraphLayout(sizes: sizes, inputs: inputs, width: 19) == nil)
    }

    /// A chain of 1,000 stages, and 300 stages side by side, which nobody should have to wait for.
    @Test func greatGraphsAreLaidOutOrRefused() {
        let size = (width: 20, height: 4)
        let chain = (0..<1000).map { $0 == 0 ? [] : [$0 - 1] }
        #expect(GraphLayout(sizes: Array(repeating: size, count: 1000), inputs: chain, width: 80) != nil)
        let star = (0..<300).map { $0 == 0 ? [] : [0] }
        #expect(GraphLayout(sizes: Array(repeating: size, count: 300), inputs: star) != nil)
        let comb = chain.dropLast() + [Array(0..<999)]
        #expect(GraphLayout(sizes: Array(repeating: size, count: 1000), inputs: Array(comb)) == nil)
    }
}
