#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A reader of bytes that nobody vouches for, as libFuzzer calls it.
protocol FuzzedReader: SendableMetatype {
    /// Reads the bytes, and ends the process where a property doesn't hold.
    init(reading bytes: [UInt8])
}

/// The readers by the names that `make fuzz READER=…` takes.
private let readers: [String: any FuzzedReader.Type] = [
    "definition": FuzzedDefinition.self,
    "text": FuzzedText.self,
    "markdown": FuzzedMarkdown.self,
    "html": FuzzedPage.self,
    "jsonl": FuzzedRecords.self,
    "compressed": FuzzedCompression.self,
    "results": FuzzedResults.self,
    "warc": FuzzedWebArchive.self,
    "archive": FuzzedArchive.self,
    "feed": FuzzedFeed.self,
    "mime": FuzzedMessage.self,
    "press": FuzzedPress.self,
    "office": FuzzedOffice.self,
    "web": FuzzedWeb.self,
]

/// The reader that the environment names. One program for all, since building it takes longer than anything else.
private let reader: any FuzzedReader.Type = {
    let name = getenv("GALLEY_READER").map { String(cString: $0) } ?? ""
    guard let reader = readers[name] else {
        fatalError("GALLEY_READER has to be one of \(readers.keys.sorted().joined(separator: ", "))")
    }
    return reader
}()

/// What libFuzzer calls with one input after another.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    _ = reader.init(reading: Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Ends the process where a property doesn't hold; a precondition wouldn't say which, built for release.
func require(_ holds: Bool, _ problem: @autoclosure () -> String) {
    if !holds { fatalError(problem()) }
}
