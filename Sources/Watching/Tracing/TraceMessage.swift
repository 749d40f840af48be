internal import JSON
internal import Runtime
internal import StageKit

/// A trace as OTLP has it in JSON: digits of identifiers are hexadecimal, whole numbers of 64 bits are texts.
struct TraceMessage {
    /// The body of the request.
    let bytes: [UInt8]

    /// Writes a trace; nil when the run never began.
    init?(_ recording: TraceRecording, using random: inout some RandomNumberGenerator) {
        guard let run = recording.beginning else { return nil }
        let writer = SpanWriter(run, trace: Self.identifier(&random) + Self.identifier(&random))
        let root = Self.identifier(&random)
        var json = JSONWriter()
        json.object { json in
            json.key("resourceSpans")
            json.array { json in
                json.object { json in
                    json.key("resource")
                    json.object { json in
                        SpanWriter.attributes(
                            [("service.name", .text("galley")), ("service.version", .text(run.version))], &json)
                    }
                    json.key("scopeSpans")
                    json.array { json in
                        json.object { json in
                            json.key("scope")
                            json.object { json in
                                json.member("name", "galley")
                                json.member("version", run.version)
                            }
                            json.key("spans")
                            json.array { json in
                                writer.writeRun(recording, id: root, to: &json)
                                for (place, stage) in recording.stages.enumerated() {
                                    let id = Self.identifier(&random)
                                    guard let work = stage.work else { continue }
                                    writer.writeStage(place, stage, work, recording, id: id, parent: root, to: &json)
                                    for batch in stage.sample.kept {
                                        let own = Self.identifier(&random)
                                        writer.writeBatch(batch, id: own, parent: id, to: &json)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        bytes = json.bytes
    }

    /// 16 hexadecimal digits, not all of them zero.
    private static func identifier(_ random: inout some RandomNumberGenerator) -> String {
        let digits = String(UInt64.random(in: 1 ... .max, using: &random), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
