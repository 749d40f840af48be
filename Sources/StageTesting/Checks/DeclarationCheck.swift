internal import Documents
internal import StageKit

/// Whether a stage type says what it is.
enum DeclarationCheck {
    static func check<S: StageType>(_ type: S.Type, _ findings: inout Findings) {
        if !Registry.isValid(type.name) {
            findings.add(
                .declaration, "the name '\(type.name)' isn't family.thing in lower case",
                help: "name it as in `static var name: String { \"extract.terms\" }`")
        }
        let summary = type.summary
        if summary.isEmpty || summary.hasSuffix(".") || summary.contains("\n") || summary.first?.isUppercase == true {
            findings.add(
                .declaration, "the summary '\(summary)' isn't a line without a full stop that begins small",
                help: "say what it does, as in 'finds the terms of a list'")
        }
        if type.discussion.isEmpty {
            findings.add(
                .declaration, "there is no discussion",
                help: "say in `discussion` what a user should know: the method, its limits, what goes to quarantine")
        }
        if type.version < 1 {
            findings.add(.declaration, "the version is \(type.version)", help: "begin with 1, and raise it")
        }
        let descriptor = type.descriptor
        for layers in [descriptor.reads, descriptor.provides] {
            let names = layers.map(\.name)
            for name in Set(names) where names.count(where: { $0 == name }) > 1 {
                findings.add(.declaration, "the layer \(name) is declared twice", help: "declare it once")
            }
        }
    }
}
