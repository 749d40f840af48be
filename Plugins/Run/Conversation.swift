internal import Documents
internal import JSON
internal import StageKit
internal import Subprocess

/// Takes a batch of articles through a program: as lines, answers in the same order, whatever the program does.
///
/// Every answer names its article. So none can be taken for that of another one, even by a program that leaves out a
/// line or writes one too many.
struct Conversation {
    private let articles: [Article]
    private let ids: [String]
    private let talk: CommandTalk
    private let pool: CommandPool
    private let limit: TimeSpan
    /// The lines of all articles, and where each begins.
    private var lines: [UInt8] = []
    private var begins: [Int] = []
    private var results: [Result<BatchAnswer, any Error>?]
    /// The article that is to be answered next, and where those that the process under way was given end.
    private var next = 0
    private var end = 0

    /// A wait is cut into slices of this length, between which the run's signal is asked.
    private static let slice = Duration.milliseconds(50)
    /// How long a program that was silent may take to answer when it finds the end of its input.
    private static let patience = Duration.seconds(2)

    /// So much of a line is shown.
    private static let shownBytes = 80

    /// How talking with a process came to an end.
    private enum Ending {
        case answered
        case closed
        case late
        case tooLong
    }

    init(_ articles: [Article], _ talk: CommandTalk, _ pool: CommandPool, limit: TimeSpan) {
        self.articles = articles
        ids = articles.map { $0.id.description }
        self.talk = talk
        self.pool = pool
        self.limit = limit
        results = Array(repeating: nil, count: articles.count)
    }

    /// What came of each article.
    /// - Throws: What ends the run; the process under way is killed then.
    mutating func run() throws -> [Result<BatchAnswer, any Error>] {
        var json = JSONWriter()
        for (article, id) in zip(articles, ids) {
            begins.append(json.bytes.count)
            talk.write(article, id: id, to: &json)
        }
        lines = json.bytes
        begins.append(lines.count)
        if pool.isForBatches {
            try exchange(0..<articles.count)
        } else {
            while next < articles.count { try exchangeLines() }
        }
        return try results.map { result in
            guard let result else { throw InternalError("an article has no answer") }
            return result.mapError { error in
                guard let error = error as? DocumentError else { return error }
                return DocumentError(error.code, pool.hidden.hide(in: error.message))
            }
        }
    }

    // MARK: - A process that lives on

    /// Gives a process what is left, and takes answers until all are there or it can't go on.
    private mutating func exchangeLines() throws {
        var process = try pool.take()
        var isKept = false
        defer { if !isKept { process.program.kill() } }
        end = articles.count
        process.program.send(Array(lines[begins[next]...]))
        switch try talk(with: &process) {
        case .answered:
            process.given = Set(ids)
            isKept = true
            pool.giveBack(process)
        case .closed: try blame(&process)
        case .late:
            if !pool.flushes { try lookForBuffering(&process) }
            let phrase = "the program gave no answer within \(allowed(process).optionText)"
            try abandon(&process, DocumentError(DocumentError.timeout, phrase), "gave no answer in time")
        case .tooLong: try abandon(&process, tooLong, "wrote a line that is too long")
        }
    }

    /// The program ended: the article that it was at is the one that it hadn't answered yet.
    private mutating func blame(_ process: inout CommandPool.Process) throws {
        let ending = process.program.end(within: .seconds(1))
        pool.tell(&process)
        try pool.noteFruitless("ended by \(ending)", process)
        refuse(DocumentError("command-ended", "the program ended at it by \(ending)\(process.saying)"))
    }

    /// Ends a process that can't go on, at the article that is due.
    private mutating func abandon(
        _ process: inout CommandPool.Process, _ error: DocumentError, _ reason: String
    ) throws {
        process.program.kill()
        pool.tell(&process)
        try pool.noteFruitless(reason, process)
        refuse(error)
    }

    /// A program that is silent may have answered into a buffer of its own, which it only writes when its input ends. That
    /// would be so at every batch, so it is told at once.
    private mutating func lookForBuffering(_ process: inout CommandPool.Process) throws {
        let (before, isFirst) = (next, !pool.hasAnswered)
        process.program.closeInput()
        let until = ContinuousClock.now + Self.patience
        waiting: while next < end, ContinuousClock.now < until, !pool.isStopped {
            switch process.program.next(within: Self.slice) {
            case .line: try take(process.program.takeLine(), &process)
            case .silent: continue
            case .closed, .tooLong: break waiting
            }
        }
        if next == end, isFirst || end - before > 1 {
            throw pool.failure(
                CommandProblem(
                    "keeps its answers back until its input ends",
                    help: "let it flush its output after every line (python3 -u, jq --unbuffered, fflush), or set "
                        + "'exchange: batches'"))
        }
        next = before
    }

    // MARK: - A process for a batch

    /// Gives a new process some articles and the end of its input. When it ends before it has answered all of them, those
    /// that are left are tried in halves, until it is known at which one that is.
    private mutating func exchange(_ range: Range<Int>) throws {
        var process = try pool.take()
        defer { process.program.kill() }
        (next, end) = (range.lowerBound, range.upperBound)
        process.program.send(Array(lines[begins[next]..<begins[end]]))
        process.program.closeInput()
        var ending = try talk(with: &process)
        if ending == .answered { ending = try takeRest(of: &process) }
        let code = ending == .closed ? process.program.end(within: .seconds(1)) : nil
        guard next < end else {
            pool.tell(&process)
            if let code, code != .exit(0) { pool.warn("ended by \(code) after its last article") }
            if ending == .late { pool.noteLate(limit) }
            return
        }
        if code == .exit(0), process.hasAnswered {
            pool.tell(&process)
            while next < end { refuse(CommandTalk.wrong("the program ended without an answer for it")) }
            return
        }
        let rest = next..<end
        guard rest.count == 1 else {
            process.program.kill()
            pool.tell(&process)
            let middle = rest.lowerBound + rest.count / 2
            try exchange(rest.lowerBound..<middle)
            return try exchange(middle..<rest.upperBound)
        }
        switch ending {
        case .answered, .closed: try blame(&process)
        case .late:
            let phrase = "the program gave no answer within \(allowed(process).optionText)"
            try abandon(&process, DocumentError(DocumentError.timeout, phrase), "gave no answer in time")
        case .tooLong: try abandon(&process, tooLong, "wrote a line that is too long")
        }
    }

    /// Waits for the end of a program that has answered everything.
    private mutating func takeRest(of process: inout CommandPool.Process) throws -> Ending {
        let until = ContinuousClock.now + limit.duration
        while ContinuousClock.now < until {
            if pool.isStopped { throw CancellationError() }
            switch process.program.next(within: Self.slice) {
            case .line: try take(process.program.takeLine(), &process)
            case .closed: return .closed
            case .tooLong: return .tooLong
            case .silent: break
            }
        }
        return .late
    }

    // MARK: - Answers

    /// Takes answers until all are there or the program can't go on.
    private mutating func talk(with process: inout CommandPool.Process) throws -> Ending {
        var last = ContinuousClock.now
        while next < end {
            switch process.program.next(within: Self.slice) {
            case .line:
                try take(process.program.takeLine(), &process)
                last = ContinuousClock.now
            case .closed: return .closed
            case .tooLong: return .tooLong
            case .silent:
                if pool.isStopped { throw CancellationError() }
                pool.tell(&process)
                if ContinuousClock.now - last > allowed(process).duration { return .late }
            }
        }
        return .answered
    }

    /// How long the article that is due may take.
    private func allowed(_ process: CommandPool.Process) -> TimeSpan {
        if process.hasAnswered { return limit }
        let both = TimeSpan(milliseconds: limit.milliseconds + pool.longestStart.milliseconds)
        return min(both, max(limit, pool.start))
    }

    private var tooLong: DocumentError {
        CommandTalk.wrong("the program writes a line of more than \(talk.maximumLine) bytes")
    }

    /// Takes a line. What is no answer is charged to the article that is due.
    private mutating func take(_ line: ArraySlice<UInt8>, _ process: inout CommandPool.Process) throws {
        let answer: JSONValue
        do throws(JSONError) {
            answer = try JSONValue(parsing: line, maximumBytes: .max)
        } catch {
            // What the parser stumbled over may be a part of what is hidden.
            let isHeld = pool.hidden.isHeld(in: String(decoding: line.prefix(4 * Self.shownBytes), as: UTF8.self))
            let reason = isHeld ? "" : ": \(error.message)"
            noteStray(line, &process)
            return refuse(CommandTalk.wrong("expected a line of JSON, found \(beginning(of: line))\(reason)"))
        }
        guard let id = answer["id"]?.text else {
            noteStray(line, &process)
            return refuse(
                CommandTalk.wrong("expected an object with the article's 'id', found \(beginning(of: line))"))
        }
        if next < end, id == ids[next] { return accept(answer, line, &process) }
        if let place = ids[next..<end].firstIndex(of: id) {
            while next < place {
                refuse(CommandTalk.wrong("the program left it out, and answered the article after it"))
            }
            return accept(answer, line, &process)
        }
        guard !ids[..<min(next, end)].contains(id), !process.given.contains(id) else {
            throw pool.failure(.answeredTwice(id, after: process.stray))
        }
        noteStray(line, &process)
        refuse(CommandTalk.wrong("the program answers '\(pool.hidden.hide(in: id).prefix(40))', which it wasn't given"))
    }

    private mutating func accept(
        _ answer: JSONValue, _ line: ArraySlice<UInt8>, _ process: inout CommandPool.Process
    ) {
        if !process.hasAnswered {
            process.hasAnswered = true
            pool.noteAnswer(of: process)
        }
        results[next] = Result {
            do {
                return BatchAnswer(try talk.outcome(of: answer, articles[next]), kept: talk.kept(answer, line))
            } catch let error as DocumentError where error.code == "command-output" {
                throw CommandTalk.wrong("\(error.message), in \(beginning(of: line))")
            }
        }
        next += 1
    }

    /// Remembers the first line of a process that is no answer: those behind it are charged to the wrong articles.
    private func noteStray(_ line: ArraySlice<UInt8>, _ process: inout CommandPool.Process) {
        if process.stray == nil { process.stray = beginning(of: line) }
    }

    /// Sends the article that is due to quarantine. A line behind the last one is nobody's.
    private mutating func refuse(_ error: DocumentError) {
        guard next < end else { return }
        results[next] = .failure(error)
        next += 1
    }

    /// How a line begins, for a message.
    private func beginning(of line: ArraySlice<UInt8>) -> String {
        let isCut = line.count > Self.shownBytes
        let start = pool.hidden.hide(in: String(decoding: line.prefix(Self.shownBytes), as: UTF8.self), isCut: isCut)
        return isCut ? "'\(start)…'" : "'\(start)'"
    }
}
