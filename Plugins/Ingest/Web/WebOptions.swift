internal import Fetching
internal import Files
internal import StageKit

/// What the options of stages that fetch come to.
struct WebOptions: Sendable {
    var delay = TimeSpan.seconds(1)
    var timeout = TimeSpan.seconds(30)
    var retries = 2
    var robots = true
    var maximumSize = ByteSize.megabytes(20)
    var copies = ByteSize.megabytes(1000)
    var userAgent: String?
    var contact: String?

    /// What can't be a header of HTTP.
    var problems: [OptionProblem] {
        [("user-agent", userAgent), ("contact", contact)].compactMap { name, text in
            guard let text else { return nil }
            let isOneLine = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
            guard !isOneLine || text.utf8.count > 256 || text.allSatisfy({ $0 == " " }) else { return nil }
            return OptionProblem(
                name, "is no text of one line of letters, digits and marks of ASCII", help: "for example 'newsroom/1.0'"
            )
        }
    }

    /// How the stage presents itself: `galley/1.0`, and whom to write to.
    func presentation(of program: String) -> String {
        contact.map { "\(userAgent ?? program) (+\($0))" } ?? userAgent ?? program
    }

    /// What fetches as the options and the user have it.
    /// - Parameter hidesQueries: Whether what stands behind a `?` in addresses may be secret.
    func web(_ context: StageContext, accept: String, hidesQueries: Bool) -> CopiedWeb {
        var fetcher = Fetcher()
        fetcher.userAgent = presentation(of: context.outside.allowance.program)
        fetcher.totalTime = timeout.duration
        fetcher.connectTime = min(fetcher.connectTime, timeout.duration)
        fetcher.byteLimit = maximumSize.bytes
        fetcher.allowsPrivateAddresses = context.outside.allows(.privateAddresses)
        fetcher.accept = accept
        var manners = Manners()
        manners.delay = delay.duration
        manners.retries = retries
        manners.obeysRobots = robots
        let keptCopies = KeptCopies(
            folder: context.folder.map { FilePath($0.text) }, writes: context.outside.allowance.keeps,
            limit: copies.bytes)
        let web = context.outside.one(Web.self) { Web() }
        return CopiedWeb(web, fetcher, manners, keptCopies, hidesQueries: hidesQueries)
    }
}

extension StageContext {
    /// What an address is called where anybody may read it.
    func shown(_ address: WebAddress, as written: String) -> String {
        guard let shown = secrets[written] else { return address.withoutUser }
        return WebAddress(shown)?.withoutUser ?? shown
    }
}
