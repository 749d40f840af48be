/// Writes the text format of Prometheus, version 0.0.4.
struct Exposition {
    /// What kind of metric it is.
    enum Kind: String {
        case counter
        case gauge
        case histogram
    }

    /// What was written so far.
    private(set) var text = ""

    /// Begins a metric.
    /// - Parameters:
    ///   - name: Of a counter with its ending `_total`.
    ///   - help: What it tells, in one line.
    mutating func metric(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Writes a sample.
    mutating func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: Double) {
        write(name, labels, Self.text(value))
    }

    /// Writes a sample that is a whole number.
    mutating func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: Int) {
        write(name, labels, String(value))
    }

    /// Writes the samples of a histogram.
    mutating func histogram(_ name: String, _ labels: [(name: String, value: String)], _ histogram: Histogram) {
        var count = 0
        for (place, bound) in Histogram.bounds.enumerated() {
            count += histogram.counts[place]
            write(name + "_bucket", labels + [("le", Self.text(bound))], String(count))
        }
        write(name + "_bucket", labels + [("le", "+Inf")], String(histogram.count))
        write(name + "_sum", labels, Self.text(histogram.sum))
        write(name + "_count", labels, String(histogram.count))
    }

    private mutating func write(_ name: String, _ labels: [(name: String, value: String)], _ value: String) {
        let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
        text += "\(name){\(pairs.joined(separator: ","))} \(value)\n"
    }

    private static func text(_ number: Double) -> String { "\(number)" }

    /// A line break and a backslash would end what they are in, and a quotation mark a label.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// How long things took, in classes.
struct Histogram {
    /// The upper bounds of the classes, in seconds; what is above the last one is in none.
    static let bounds = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]

    /// How many are in each class.
    private(set) var counts = Array(repeating: 0, count: bounds.count)
    /// How many there are, and how long all together took.
    private(set) var count = 0, sum = 0.0

    /// Adds one.
    mutating func add(_ seconds: Double) {
        count += 1
        sum += seconds
        if let place = Self.bounds.firstIndex(where: { seconds <= $0 }) { counts[place] += 1 }
    }
}
