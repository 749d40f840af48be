/// Something to tell the user about a text: what is wrong, where, and the way out.
public struct Diagnostic: Sendable, Hashable {
    /// How bad it is.
    public let severity: Severity
    /// A stable code in dotted form, for example `definition.unknown-key`.
    public let code: String
    /// The rule that is broken, in headline style without a full stop.
    public let message: String
    /// Where; nil for what has no place in a file, such as an argument.
    public let location: SourceLocation?
    /// The way out, when there is one to tell.
    public let help: String?
    /// What belongs to it, for example the other of two places.
    public let notes: [DiagnosticNote]

    /// Makes a diagnostic.
    public init(
        _ severity: Severity, _ code: String, _ message: String, at location: SourceLocation? = nil,
        help: String? = nil, notes: [DiagnosticNote] = []
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.location = location
        self.help = help
        self.notes = notes
    }

    /// The same with another severity.
    public func with(_ severity: Severity) -> Diagnostic {
        Diagnostic(severity, code, message, at: location, help: help, notes: notes)
    }

    /// Makes an error.
    public static func error(
        _ code: String, _ message: String, at location: SourceLocation? = nil, help: String? = nil,
        notes: [DiagnosticNote] = []
    ) -> Diagnostic {
        Diagnostic(.error, code, message, at: location, help: help, notes: notes)
    }

    /// Makes a warning.
    public static func warning(
        _ code: String, _ message: String, at location: SourceLocation? = nil, help: String? = nil,
        notes: [DiagnosticNote] = []
    ) -> Diagnostic {
        Diagnostic(.warning, code, message, at: location, help: help, notes: notes)
    }
}

/// How bad a diagnostic is.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// It can't go on.
    case error
    /// Legal but unwise.
    case warning
    /// Good to know.
    case note

    /// Worse comes first.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .note: 2
        }
    }
}

/// What belongs to a diagnostic.
public struct DiagnosticNote: Sendable, Hashable {
    /// A phrase without a full stop.
    public let message: String
    /// Where, when it has a place.
    public let location: SourceLocation?

    /// Makes a note.
    public init(_ message: String, at location: SourceLocation? = nil) {
        self.message = message
        self.location = location
    }
}
