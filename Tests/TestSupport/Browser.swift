public import Foundation

/// A headless Chromium, driven over the W3C's WebDriver protocol; it ends with the value.
public final class Browser: Sendable {
  /// Nil where Debian's `chromium-driver` is not installed.
  public static let driver: String? = ["/usr/bin/chromedriver"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private let process: Process
  private let session: String
  private let folder: TemporaryFolder

  public enum Scheme: String, Sendable { case light, dark }

  /// - Parameters:
  ///   - width: of the window, in CSS pixels; phones' are emulated below 500, which is the least that a window has.
  ///   - javaScript: whether scripts run.
  public init(
    width: Int = 1280, height: Int = 900, javaScript: Bool = true, scheme: Scheme = .light
  ) async throws {
    guard let driver = Self.driver else {
      throw ProgramError(program: "chromedriver", reason: "is not installed")
    }
    let folder = try TemporaryFolder()
    let log = try folder.write("log", "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: driver)
    process.arguments = ["--port=0", "--allowed-ips=127.0.0.1"]
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
    process.standardError = process.standardOutput
    try process.run()
    (self.process, self.folder) = (process, folder)
    var port: Int?
    for _ in 0..<300 where port == nil {
      let said = String(decoding: try folder.bytes("log"), as: UTF8.self)
      port = said.range(of: "successfully on port ").flatMap {
        Int(said[$0.upperBound...].prefix { $0.isNumber })
      }
      if port == nil { try await Task.sleep(for: .milliseconds(50)) }
    }
    guard let port else { throw ProgramError(program: "chromedriver", reason: "did not start") }
    var options: [String: Any] = [
      "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=\(max(width, 500)),\(height)",
        "--hide-scrollbars", "--user-data-dir=\(folder.path("profile"))",
        "--blink-settings=preferredColorScheme=\(scheme == .dark ? 0 : 1)",
      ]
    ]
    if width < 500 {
      options["mobileEmulation"] = [
        "deviceMetrics": ["width": width, "height": height, "pixelRatio": 1, "mobile": true, "touch": true]
      ]
    }
    if !javaScript { options["prefs"] = ["profile.managed_default_content_settings.javascript": 2] }
    let capabilities: [String: Any] = [
      "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL"],
      "timeouts": ["implicit": 5_000],
    ]
    let base = "http://127.0.0.1:\(port)/session"
    let answer = try await Self.send("POST", base, ["capabilities": ["alwaysMatch": capabilities]])
    guard let id = (answer as? [String: Any])?["sessionId"] as? String else {
      throw ProgramError(program: "chromedriver", reason: "\(answer)")
    }
    session = "\(base)/\(id)"
  }

  deinit {
    // What a thread of Swift starts has its signals blocked, so that it can't be asked to end; the browser's own
    // processes end with it.
    let driver = process.processIdentifier
    let threads = "/proc/\(driver)/task"
    for thread in (try? FileManager.default.contentsOfDirectory(atPath: threads)) ?? [] {
      let children = try? String(contentsOfFile: "\(threads)/\(thread)/children", encoding: .utf8)
      for child in (children ?? "").split(separator: " ").compactMap({ pid_t($0) }) { kill(child, SIGKILL) }
    }
    kill(driver, SIGKILL)
  }

  public func open(_ url: String) async throws { _ = try await send("POST", "/url", ["url": url]) }

  public func back() async throws { _ = try await send("POST", "/back", [:]) }

  public var url: String { get async throws { try await send("GET", "/url", nil) as? String ?? "" } }

  /// The value of a script's `return`.
  @discardableResult
  public func run(_ script: String) async throws -> Any {
    try await send("POST", "/execute/sync", ["script": script, "args": []])
  }

  public func text(_ script: String) async throws -> String { try await run(script) as? String ?? "" }

  public func count(_ selector: String) async throws -> Int {
    let quoted = try String(decoding: JSONEncoder().encode(selector), as: UTF8.self)
    return try await run("return document.querySelectorAll(\(quoted)).length") as? Int ?? 0
  }

  public func click(_ selector: String) async throws {
    _ = try await send("POST", "/element/\(element(selector))/click", [:])
  }

  public func type(_ text: String, into selector: String) async throws {
    _ = try await send("POST", "/element/\(element(selector))/value", ["text": text])
  }

  /// Presses the mouse at one point of an element, moves it, and lets go; points are from the element's middle.
  public func drag(_ selector: String, from: (x: Int, y: Int), to: (x: Int, y: Int)) async throws {
    let origin = [Self.elementKey: try await element(selector)]
    func move(_ point: (x: Int, y: Int)) -> [String: Any] {
      ["type": "pointerMove", "duration": 50, "x": point.x, "y": point.y, "origin": origin]
    }
    let steps: [[String: Any]] = [
      move(from), ["type": "pointerDown", "button": 0], move(to), ["type": "pointerUp", "button": 0],
    ]
    _ = try await send(
      "POST", "/actions",
      [
        "actions": [
          ["type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"], "actions": steps]
        ]
      ])
  }

  /// Waits until a script returns true: what a page does in its own time.
  public func wait(until condition: String) async throws {
    for _ in 0..<100 {
      if try await run("return Boolean(\(condition))") as? Bool == true { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw ProgramError(program: "chromium", reason: "never came true: \(condition)")
  }

  /// What the console was told since the last call; a page of ours tells it nothing.
  public func consoleLines() async throws -> [String] {
    let entries = try await send("POST", "/se/log", ["type": "browser"]) as? [[String: Any]] ?? []
    return entries.compactMap { $0["message"] as? String }
  }

  /// Shows pages as they are printed, from now on.
  public func showPrint() async throws {
    let command: [String: Any] = ["cmd": "Emulation.setEmulatedMedia", "params": ["media": "print"]]
    _ = try await send("POST", "/goog/cdp/execute", command)
  }

  /// The window as a PNG.
  public func screenshot() async throws -> Data {
    Data(base64Encoded: try await send("GET", "/screenshot", nil) as? String ?? "") ?? Data()
  }

  private static let elementKey = "element-6066-11e4-a52e-4f735466cecf"

  private func element(_ selector: String) async throws -> String {
    let found = try await send("POST", "/element", ["using": "css selector", "value": selector])
    return (found as? [String: Any])?[Self.elementKey] as? String ?? ""
  }

  private func send(_ method: String, _ path: String, _ body: [String: Any]?) async throws -> Any {
    try await Self.send(method, session + path, body)
  }

  private static func send(_ method: String, _ url: String, _ body: [String: Any]?) async throws -> Any {
    // FoundationNetworking gives up on the driver's headers ("Failed writing header").
    var arguments = ["-sS", "-X", method, url]
    var input = Data()
    if let body {
      input = try JSONSerialization.data(withJSONObject: body)
      arguments += ["-H", "Content-Type: application/json", "--data-binary", "@-"]
    }
    let result = try Program.run("curl", arguments, input: input)
    guard result.status == 0 else { throw ProgramError(program: "chromedriver", reason: result.err) }
    let data = Data(result.out.utf8)
    let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let value = answer?["value"] ?? NSNull()
    if let error = (value as? [String: Any])?["error"] as? String {
      let message = (value as? [String: Any])?["message"] as? String ?? ""
      throw ProgramError(program: "chromedriver", reason: "\(error): \(message.prefix(400))")
    }
    return value
  }
}
