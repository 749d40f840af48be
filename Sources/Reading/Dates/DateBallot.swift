internal import Documents

/// Decides among the days that the parts of a page state: each has a weight, and the day with the most of it wins.
///
/// A page that states an instant in universal time shows its own day beside it: where both are the same instant in some
/// zone, the day that is shown is the article's.
struct DateBallot {
    private struct Vote {
        var date: PublicationDate
        let source: String
        let weight: Int
        /// Whether the day is that of the place where it was published.
        let isLocal: Bool
    }

    private var votes: [Vote] = []

    var isEmpty: Bool { votes.isEmpty }

    /// - Parameter isLocal: Whether it stands as the site shows it, rather than as an instant for machines.
    mutating func add(_ date: PublicationDate?, _ source: String, weight: Int, isLocal: Bool = false) {
        guard let date else { return }
        let hasZone = !date.time.isEmpty && !date.time.hasSuffix("Z")
        votes.append(Vote(date: date, source: source, weight: weight, isLocal: isLocal || hasZone))
    }

    /// The day with the most weight, as exactly as a vote for it states it; the earlier vote wins a draw.
    func winner() -> Found<PublicationDate>? {
        let days = votes.map { day(of: $0) }
        var weights: [PublicationDate: Int] = [:]
        for (vote, day) in zip(votes, days) { weights[day, default: 0] += vote.weight }
        var best: PublicationDate?
        for day in days {
            guard let standing = best else {
                best = day
                continue
            }
            if weights[day] ?? 0 > weights[standing] ?? 0 { best = day }
        }
        guard let best else { return nil }
        let supporters = zip(votes, days).filter { $0.1 == best }.map(\.0)
        let exact = supporters.first { !$0.date.time.isEmpty && $0.date.dayAlone == best }
        guard let chosen = exact ?? supporters.first(where: { $0.date.dayAlone == best }) else { return nil }
        let weight = weights[best] ?? 0
        let opposed = weights.values.reduce(0, +) - weight
        let isSure = weight >= 8 && opposed * 2 < weight
        return Found(chosen.date, chosen.source, isSure ? .high : weight >= 4 ? .medium : .low)
    }

    /// The day that a vote is for: an instant's is the day beside it that the page shows.
    private func day(of vote: Vote) -> PublicationDate {
        let day = vote.date.dayAlone
        guard !vote.isLocal, vote.date.time.hasSuffix("Z"), let hour = Int(vote.date.time.dropFirst().prefix(2)) else {
            return day
        }
        let local = votes.lazy.filter(\.isLocal).map { $0.date.dayAlone }
        if local.contains(day) { return day }
        // West of Greenwich it may still be the day before, east of it the day after.
        return local.first {
            let distance = $0.dayNumber - day.dayNumber
            return (distance == -1 && hour < 12) || (distance == 1 && hour >= 12)
        } ?? day
    }
}
