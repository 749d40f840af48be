import Testing

@testable import GalleyProgram

@Suite struct SettlingTests {
    @Test(
        arguments: [
            ([1, 1, 1], nil), ([2, 2], 1), ([2, 3, 4, 4], 3), ([2, 1, 2, 1, 1], nil), ([1, 2, 1, 3, 3], 4),
        ] as [([Int], Int?)]) func aChangeIsOverWhenTwoLooksAreTheSame(_ looks: [Int], _ end: Int?)
    {
        var settling = Settling(before: 1)
        #expect(looks.firstIndex { settling.isSettled($0) } == end)
    }
}
