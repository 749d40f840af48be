/// Fetches with copies: what is as it was isn't sent again, and what can't be had for the moment is as it was last.
public struct CopiedWeb: Sendable {
    /// What was had.
    public struct Found: Sendable {
        /// The content.
        public let copy: KeptCopies.Copy
        /// Why it is the copy that was kept, where the web couldn't be asked.
        public let problem: FetchError?
    }

    private let web: Web
    private let fetcher: Fetcher
    private let manners: Manners
    private let copies: KeptCopies
    private let hidesQueries: Bool

    /// Makes one.
    /// - Parameter hidesQueries: Whether what stands behind a `?` in addresses may be secret, and isn't kept.
    public init(
        _ web: Web, _ fetcher: Fetcher, _ manners: Manners, _ copies: KeptCopies, hidesQueries: Bool = true
    ) {
        self.hidesQueries = hidesQueries
        self.web = web
        self.fetcher = fetcher
        self.manners = manners
        self.copies = copies
    }

    /// Gets what an address has.
    /// - Parameters:
    ///   - address: The address.
    ///   - age: A copy that was found to be right so many seconds ago is taken as it is.
    ///   - isGivenUp: Whether nobody waits any more.
    /// - Throws: ``FetchError`` where neither the web nor a copy has it.
    public func find(
        _ address: WebAddress, age: Int = 0, isGivenUp: @escaping @Sendable () -> Bool
    ) throws(FetchError) -> Found {
        // What is greater than allowed now counts as unknown: the server would only say that it hasn't changed.
        let known = copies.copy(of: address).flatMap { $0.bytes.count <= fetcher.byteLimit ? $0 : nil }
        if let known, case let since = KeptCopies.now - known.checked,
            since >= 0, since < age
        {
            return Found(copy: known, problem: nil)
        }
        do throws(FetchError) {
            let answer = try web.fetch(
                address, by: fetcher, with: manners, unless: known?.validators ?? Validators(), isGivenUp: isGivenUp)
            let copy: KeptCopies.Copy
            if answer.isUnchanged, var known {
                known.checked = KeptCopies.now
                copy = known
            } else if answer.isUnchanged {
                throw FetchError("http-304", "the server says that nothing has changed, of what it wasn't asked")
            } else {
                copy = KeptCopies.Copy(
                    bytes: answer.bytes, mediaType: answer.mediaType, charset: answer.charset,
                    validators: answer.validators,
                    base: hidesQueries ? answer.address.base : answer.address.withoutUser, checked: KeptCopies.now)
            }
            copies.keep(copy, of: address)
            return Found(copy: copy, problem: nil)
        } catch {
            guard error.isTemporary, error != .interrupted, let known else { throw error }
            return Found(copy: known, problem: error)
        }
    }

    /// What is kept of an address, without asking the web.
    public func kept(_ address: WebAddress) -> KeptCopies.Copy? { copies.copy(of: address) }
}
