import Foundation

/// Chromium without a window, driven by its debugging protocol over standard input and output.
final class Browser {
    /// Where it is; nil when it, or what would end it should it hang, isn't installed. Only these tests need it.
    static let program =
        Shells.find("timeout") == nil
        ? nil : ["chromium", "chromium-browser", "google-chrome"].lazy.compactMap { Shells.find($0) }.first

    /// What a page did on its own: messages to the console, violations of its policy, requests.
    private(set) var events: [[String: Any]] = []
    private let running: Program.Running
    private var session: String?
    private var number = 0
    private var buffer = Data()

    /// Opens a page, and waits until it is loaded.
    init(_ page: String, profile: String, width: Int = 1200) throws {
        guard let program = Self.program else { throw CocoaError(.fileNoSuchFile) }
        let flags = "--headless --no-sandbox --disable-gpu --remote-debugging-pipe --no-first-run"
        // The protocol is spoken on descriptors 3 and 4.
        running = try Program.start(
            [
                "-c", "exec timeout -s KILL 60 \"$0\" \(flags) --user-data-dir=\"$1\" 3<&0 4>&1 </dev/null >/dev/null",
                program.path,
                profile,
            ],
            environment: ["HOME": profile], executable: URL(fileURLWithPath: "/bin/bash"))
        let target = try call("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
        session = try call("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String
        for domain in ["Page", "Runtime", "Log", "Network"] { _ = try call("\(domain).enable", [:]) }
        _ = try call(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false,
            ])
        _ = try call("Page.navigate", ["url": "file://" + page])
        try wait(for: "document.readyState === 'complete' && location.protocol === 'file:'")
    }

    deinit {
        session = nil
        _ = try? call("Browser.close", [:])
        running.process.waitUntilExit()
    }

    /// Waits until an expression is true, for some seconds.
    func wait(for expression: String, line: Int = #line) throws {
        for _ in 0..<3000 {
            if try isTrue(expression) { return }
            usleep(10_000)
        }
        throw BrowserError(description: "\(line): this doesn't become true: \(expression)")
    }

    /// The value of an expression in the page, run beside its own scripts.
    func value(_ expression: String) throws -> Any? {
        let answer = try call("Runtime.evaluate", ["expression": expression, "returnByValue": true])
        return (answer["result"] as? [String: Any])?["value"]
    }

    /// Whether an expression is true.
    func isTrue(_ expression: String) throws -> Bool { try value(expression) as? Bool == true }

    /// Clicks in the middle of an element.
    func click(_ selector: String) throws {
        let place =
            "(() => { const r = document.querySelector('\(selector)').getBoundingClientRect();"
            + " return [r.x + r.width / 2, r.y + r.height / 2] })()"
        guard let place = try value(place) as? [Double] else { throw CocoaError(.coderValueNotFound) }
        for type in ["mousePressed", "mouseReleased"] { try mouse(type, (place[0], place[1])) }
    }

    /// Moves the mouse from one place to another, its button pressed.
    func drag(from start: (Double, Double), to end: (Double, Double)) throws {
        try mouse("mousePressed", start)
        try mouse("mouseMoved", ((start.0 + end.0) / 2, (start.1 + end.1) / 2))
        try mouse("mouseMoved", end)
        try mouse("mouseReleased", end)
    }

    /// Moves two fingers apart, or together, on a level line.
    func pinch(at height: Double, from start: (Double, Double), to end: (Double, Double)) throws {
        for (type, places) in [("touchStart", [start.0, start.1]), ("touchMove", [end.0, end.1]), ("touchEnd", [])] {
            let points = places.enumerated().map { ["x": $1, "y": height, "id": Double($0)] }
            _ = try call("Input.dispatchTouchEvent", ["type": type, "touchPoints": points])
        }
    }

    private func mouse(_ type: String, _ place: (Double, Double)) throws {
        let buttons = type == "mouseReleased" ? 0 : 1
        _ = try call(
            "Input.dispatchMouseEvent",
            [
                "type": type, "x": place.0, "y": place.1, "button": "left", "buttons": buttons, "clickCount": 1,
            ])
    }

    /// Presses a key.
    func press(_ key: String) throws {
        var parameters: [String: Any] = ["type": "keyDown", "key": key]
        if key == "Enter" { parameters["text"] = "\r" } else if key.count == 1 { parameters["text"] = key }
        if key == "Tab" { parameters["windowsVirtualKeyCode"] = 9 }
        if key == "Enter" { parameters["windowsVirtualKeyCode"] = 13 }
        _ = try call("Input.dispatchKeyEvent", parameters)
        _ = try call("Input.dispatchKeyEvent", ["type": "keyUp", "key": key])
    }

    /// Has the page shown as on a light or dark ground, or as it is printed.
    func emulate(scheme: String, media: String = "") throws {
        _ = try call(
            "Emulation.setEmulatedMedia",
            ["media": media, "features": [["name": "prefers-color-scheme", "value": scheme]]])
    }

    /// Turns the wheel over the middle of the drawing.
    func wheel(_ amount: Double) throws {
        _ = try call(
            "Input.dispatchMouseEvent",
            [
                "type": "mouseWheel", "x": 400, "y": 400, "deltaX": 0, "deltaY": amount,
            ])
    }

    private func call(_ method: String, _ parameters: [String: Any]) throws -> [String: Any] {
        number += 1
        var message: [String: Any] = ["id": number, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        running.input.write(try JSONSerialization.data(withJSONObject: message) + [0])
        while true {
            let answer = try next()
            if answer["id"] as? Int == number { return answer["result"] as? [String: Any] ?? [:] }
            events.append(answer)
        }
    }

    private func next() throws -> [String: Any] {
        while true {
            if let end = buffer.firstIndex(of: 0) {
                let message = buffer[..<end]
                buffer = Data(buffer[(end + 1)...])
                return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
            }
            let more = running.output.availableData
            if more.isEmpty { throw CocoaError(.fileReadUnknown) }
            buffer += more
        }
    }
}

/// What a page doesn't do.
struct BrowserError: Error, CustomStringConvertible {
    let description: String
}
