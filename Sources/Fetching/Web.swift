internal import Locks

/// The web as one run meets it: remembers what each site allows and when it was asked last, whoever asks.
public final class Web: Sendable {
    private let sites = Mutex<[String: Site]>([:])

    /// A web of which nothing is known yet.
    public init() {}

    /// Gets what an address has, with manners. Blocks, also for as long as manners ask for.
    /// - Parameters:
    ///   - address: The address.
    ///   - fetcher: What asks.
    ///   - validators: What is known of it.
    ///   - isGivenUp: Whether nobody waits any more; asked about often.
    /// - Throws: ``FetchError``; `robots` where the site doesn't want it.
    public func fetch(
        _ address: WebAddress, by fetcher: Fetcher, with manners: Manners = Manners(),
        unless validators: Validators = Validators(), isGivenUp: @escaping @Sendable () -> Bool = { false }
    ) throws(FetchError) -> FetchedAnswer {
        var attempt = 0
        while true {
            do throws(FetchError) {
                return try fetcher.fetch(address, unless: validators, isGivenUp: isGivenUp) {
                    (address) throws(FetchError) in
                    let site = self.site(of: address)
                    if manners.obeysRobots {
                        try site.admit(address, fetcher, manners, isGivenUp)
                    }
                    try site.takeTurn(every: manners.delay, isGivenUp)
                }
            } catch {
                attempt += 1
                guard error.isTemporary, error != .interrupted, error.code != FetchError.robots else { throw error }
                guard attempt <= manners.retries else { throw error.tried(attempt) }
                let wait =
                    error.retryAfter.map { Duration.seconds($0) } ?? manners.backoff * (1 << min(attempt - 1, 10))
                guard wait <= manners.longestWait else {
                    if error.retryAfter != nil { throw error.asking(toWait: wait) }
                    throw error.tried(attempt)
                }
                try Pause.sleep(wait, isGivenUp)
            }
        }
    }

    private func site(of address: WebAddress) -> Site {
        sites.withLock { sites in
            if let site = sites[address.origin] { return site }
            let site = Site()
            sites[address.origin] = site
            return site
        }
    }
}

/// What is known of an origin.
private final class Site: Sendable {
    /// Held while `robots.txt` is asked for: all that want it wait for the one that asks.
    private let rules = Mutex<RobotsRules?>(nil)
    private let nextTurn = Mutex<ContinuousClock.Instant?>(nil)

    /// Asks whether the site wants an address to be asked for.
    func admit(
        _ address: WebAddress, _ fetcher: Fetcher, _ manners: Manners, _ isGivenUp: @escaping @Sendable () -> Bool
    ) throws(FetchError) {
        let known = rules.withLock { known -> Result<RobotsRules, FetchError> in
            if let known { return .success(known) }
            do throws(FetchError) {
                let found = try read(address, fetcher, manners, isGivenUp)
                known = found
                return .success(found)
            } catch {
                return .failure(error)
            }
        }
        let rules = try known.get()
        let agent = RobotsRules.token(fetcher.userAgent)
        guard rules.allows(address.target, for: agent) else {
            if rules == .closed {
                throw FetchError(
                    FetchError.robots,
                    "robots.txt of \(address.host) can't be had, which counts as a refusal (RFC 9309); try again later, "
                        + "or set 'robots: false' where the site's owner agrees", isTemporary: true)
            }
            throw FetchError(
                FetchError.robots,
                "robots.txt of \(address.host) doesn't allow it for '\(agent)'; "
                    + "set 'robots: false' where the site's owner agrees")
        }
    }

    /// What isn't there allows all; what can't be had allows nothing.
    private func read(
        _ address: WebAddress, _ fetcher: Fetcher, _ manners: Manners, _ isGivenUp: @escaping @Sendable () -> Bool
    ) throws(FetchError) -> RobotsRules {
        guard let place = address.robots else { return .open }
        var asking = fetcher
        asking.accept = "text/plain"
        // More than is read anyway is no reason to know nothing.
        asking.byteLimit = max(fetcher.byteLimit, 16 * RobotsRules.limit)
        do throws(FetchError) {
            let answer = try asking.fetch(place, isGivenUp: isGivenUp) { (_) throws(FetchError) in
                try takeTurn(every: manners.delay, isGivenUp)
            }
            return RobotsRules(answer.bytes)
        } catch {
            if error == .interrupted || error.code == "private-address" { throw error }
            let isThere = error.code.hasPrefix("http-4") || error.code == "redirects"
            return isThere && error.code != "http-429" ? .open : .closed
        }
    }

    /// Waits for the next of the turns that are a delay apart.
    func takeTurn(
        every delay: Duration, _ isGivenUp: @escaping @Sendable () -> Bool
    ) throws(FetchError) {
        guard delay > .zero else { return }
        let now = ContinuousClock.now
        let turn = nextTurn.withLock { next in
            let turn = max(now, next ?? now)
            next = turn + delay
            return turn
        }
        try Pause.sleep(turn - now, isGivenUp)
    }
}

extension FetchError {
    static let robots = "robots"

    fileprivate func tried(_ attempts: Int) -> FetchError {
        attempts == 1
            ? self
            : FetchError(
                code, "\(message) (tried \(attempts) times)", isTemporary: isTemporary, retryAfter: retryAfter)
    }

    fileprivate func asking(toWait wait: Duration) -> FetchError {
        FetchError(
            code, "\(message) (it asks to wait \(wait.components.seconds) s)", isTemporary: isTemporary,
            retryAfter: retryAfter)
    }
}
