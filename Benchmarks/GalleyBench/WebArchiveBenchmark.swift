internal import Files
import Glibc

/// Reading pages out of web archives, beside the same pages as files: what the archive costs, and whether memory stays flat.
struct WebArchiveBenchmark {
    let galley: String
    let folder: String

    /// - Parameters:
    ///   - count: How many pages the archives hold; those of the folder are repeated.
    ///   - pages: A folder of web pages outside the project.
    func run(_ count: Int, pages: String) throws {
        let names = try Folder.names(in: FilePath(pages)).filter { $0.hasSuffix(".html") }
        guard !names.isEmpty else { throw BenchmarkError("\(pages) holds no pages") }
        let paths = names.map { FilePath(pages).appending($0) }
        let outputs = "\(folder)/warc-\(getpid())"
        mkdir(outputs, 0o755)
        defer { _ = try? Measurement.of(["rm", "-rf", outputs]) }
        try Self.writeDefinition(to: "\(outputs)/pages.yaml")
        try link(paths.map(\.text), count, in: "\(outputs)/files")
        print("\n\(count) pages, \(names.count) different ones, one worker")
        let files = try measure("\(outputs)/files", count, outputs)
        let rate = Double(count) / files.cpuSeconds
        show("as files", files, count, filesRate: rate)
        // As many as fit without filling the disk; the plain archive is five times as long as the packed one.
        for (name, isPacked, count) in [
            ("WARC", false, min(count, 10_000)), ("WARC, gzip per record", true, max(1, count / 10)),
            ("WARC, gzip per record", true, count),
        ] {
            let path = "\(outputs)/archive.warc"
            try Self.write(paths, isPacked, count, to: path)
            show("\(name), \(count)", try measure(path, count, outputs), count, filesRate: rate)
            unlink(path)
        }
    }

    private func measure(_ input: String, _ count: Int, _ outputs: String) throws -> Measurement {
        try Measurement.best(of: count > 20_000 ? 1 : 3) { number in
            [
                galley, "run", "\(outputs)/pages.yaml", "--set", "input=\(input)", "--set",
                "output=\(outputs)/out-\(number)", "--jobs", "1", "--no-cache", "--progress", "never",
                "--allow-quarantine",
            ]
        }
    }

    private static func writeDefinition(to path: String) throws {
        let text = """
            galley: 1
            name: pages
            parameters:
              input: { type: path, default: in }
              output: { type: path, default: out }
            stages:
              read: { uses: ingest.files, with: { paths: ["${input}"] } }
              article: { uses: normalize.article, from: read }
              lines: { uses: publish.jsonl, from: article, with: { path: "${output}/articles.jsonl" } }
            """
        guard let file = fopen(path, "w") else { throw BenchmarkError(path) }
        fputs(text, file)
        fclose(file)
    }

    /// Names for the pages, a link each, a thousand to a folder.
    private func link(_ pages: [String], _ count: Int, in folder: String) throws {
        mkdir(folder, 0o755)
        for number in 0..<count {
            let part = "\(folder)/\(1000 + number / 1000)"
            if number % 1000 == 0 { mkdir(part, 0o755) }
            let page = pages[number % pages.count]
            let target = page.hasPrefix("/") ? page : "../../../../../" + page
            guard symlink(target, "\(part)/\(number).html") == 0 else { throw BenchmarkError("\(part)/\(number).html") }
        }
    }

    private static func record(_ page: [UInt8], number: Int) -> [UInt8] {
        let answer = Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: \(page.count)\r\n\r\n".utf8)
        let header = """
            WARC/1.0\r
            WARC-Type: response\r
            WARC-Target-URI: https://www.example.org/news/\(number)\r
            WARC-Date: 2026-01-01T00:00:00Z\r
            WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-\(1_000_000_000_000 + number)>\r
            Content-Type: application/http; msgtype=response\r
            Content-Length: \(answer.count + page.count)\r
            \r

            """
        return Array(header.utf8) + answer + page + Array("\r\n\r\n".utf8)
    }

    /// Writes an archive. Little is held on the way: what this process holds would count as what its children hold.
    private static func write(_ pages: [FilePath], _ isPacked: Bool, _ count: Int, to path: String) throws {
        guard let file = fopen(path, "w+") else { throw BenchmarkError(path) }
        defer { fclose(file) }
        var end = 0
        var ends: [Int] = []
        for (number, page) in pages.prefix(count).enumerated() {
            var record = record(try File.read(page, limit: 1 << 30).bytes, number: number)
            if isPacked { record = Compressor(.gzip)?.compress(record, isLast: true) ?? [] }
            guard fwrite(record, 1, record.count, file) == record.count else { throw BenchmarkError(path) }
            end += record.count
            ends.append(end)
        }
        // The same ones again, as often as they are needed.
        let rest = count / pages.count * end + (count % pages.count > 0 ? ends[count % pages.count - 1] : 0)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while end < rest {
            let cycle = ends[ends.count - 1]
            let place = end % cycle
            let step = min(buffer.count, cycle - place, rest - end)
            fseek(file, place, SEEK_SET)
            guard fread(&buffer, 1, step, file) == step, fseek(file, end, SEEK_SET) == 0,
                fwrite(buffer, 1, step, file) == step
            else { throw BenchmarkError(path) }
            end += step
        }
    }

    private func show(_ name: String, _ measured: Measurement, _ count: Int, filesRate: Double) {
        let rate = Double(count) / measured.cpuSeconds
        let name = name + String(repeating: " ", count: max(0, 40 - name.utf8.count))
        print(
            "\(name) \(Int(rate)) pages/s of CPU, \(Int((rate / filesRate * 100).rounded())) % of files, "
                + "\(Int(Double(count) / measured.wallSeconds)) pages/s, "
                + "peak \((measured.peakMegabytes * 10).rounded() / 10) MB")
    }
}
