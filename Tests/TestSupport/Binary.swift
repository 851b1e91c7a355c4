import Foundation

/// The `tarsier` that was built with the tests, debug or release.
public enum Binary {
  /// It stands beside the test bundle that runs.
  public static let path: String = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appending(path: "tarsier").path
  }()

  /// Runs it in `folder`, or in an empty one, so that no `tarsier.yaml` of somebody's slips in.
  public static func run(
    _ arguments: [String], environment: [String: String] = [:], input: String = "", in folder: String? = nil
  ) throws -> ProgramResult {
    try Program.run(path, arguments, environment: environment, input: Data(input.utf8), in: folder)
  }
}
