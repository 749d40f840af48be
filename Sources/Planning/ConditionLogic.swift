internal import Documents

/// Tells whether a condition can hold, and whether it can fail.
///
/// A test only compares with the constants that stand in it, so all values between two neighbouring constants are alike:
/// trying each constant and one value of every gap tries everything.
enum ConditionLogic {
    enum Verdict {
        case never
        case always
    }

    /// The answer for every value for which the given tests hold; nil when both are possible, or it isn't known.
    static func verdict(
        of test: ConditionTest, given: [ConditionTest], _ type: FieldType
    ) -> Verdict? {
        guard let values = values(telling: given + [test], type) else { return nil }
        let answers = values.filter { value in given.allSatisfy { $0.holds(for: value) } }.map { test.holds(for: $0) }
        if !answers.contains(true) { return .never }
        return answers.contains(false) ? nil : .always
    }

    private static func values(telling tests: [ConditionTest], _ type: FieldType) -> [FieldValue]? {
        let constants = Constants(of: tests)
        // Texts that have others in them aren't told apart by a few.
        guard !constants.hasParts, constants.isFew else { return nil }
        switch type {
        case .flag: return [.absent, .flag(true), .flag(false)]
        case .number:
            let numbers = Set(constants.numbers).sorted()
            let gaps = zip(numbers, numbers.dropFirst()).map { ($0 + $1) / 2 }
            let ends = [numbers.first.map { $0 - 1 } ?? 0, numbers.last.map { $0 + 1 } ?? 0]
            return [.absent] + (numbers + gaps + ends).map { .number($0) }
        case .text: return [.absent, .text("")] + constants.texts.map { .text($0) } + [.text(constants.otherText)]
        case .texts:
            // Every set of texts is a case of its own.
            guard constants.texts.count <= 8 else { return nil }
            let texts = Array(constants.texts.sorted()) + [constants.otherText]
            return [.absent]
                + (0..<1 << texts.count).map { bits in
                    .texts(texts.indices.filter { bits & 1 << $0 != 0 }.map { texts[$0] })
                }
        }
    }

    /// What tests compare with.
    private struct Constants {
        var texts: Set<String> = []
        var numbers: [Double] = []
        var hasParts = false

        /// Every constant is tried against every other: of more nobody wonders whether they can hold.
        var isFew: Bool { texts.count + Set(numbers).count <= 64 }

        init(of tests: [ConditionTest]) { for test in tests { add(test) } }

        /// A text that no test names.
        var otherText: String { texts.joined() + "…" }

        private mutating func add(_ test: ConditionTest) {
            switch test {
            case .text(let text): texts.insert(text)
            case .number(let number): numbers.append(number)
            case .range(let range): numbers += [range.lowerBound, range.upperBound].filter(\.isFinite)
            case .contains: hasParts = true
            case .flag, .known: break
            case .not(let test): add(test)
            case .all(let tests), .any(let tests): for test in tests { add(test) }
            }
        }
    }
}
