import Foundation
public import Testing

/// Real bills that are too big, or not ours, to be kept with the code: the folder `shared/data` beside the
/// checkout, or the one that `TARSIER_SHARED` names.
public enum Shared {
  static let folder: URL = {
    if let named = ProcessInfo.processInfo.environment["TARSIER_SHARED"] {
      return URL(fileURLWithPath: named)
    }
    // Tests/TestSupport/Shared.swift → the checkout → what stands beside it
    return URL(fileURLWithPath: #filePath).appending(path: "../../../../shared").standardized
  }()

  /// The path of a file in `shared/data`; a test that asks for one carries the trait `.sharedData(NAME)`.
  public static func data(_ name: String) -> String { folder.appending(path: "data/\(name)").path }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test where a file of `shared/data` is not at hand.
  public static func sharedData(_ name: String) -> Self {
    .enabled(
      if: FileManager.default.fileExists(atPath: Shared.data(name)),
      "the real bill \(Shared.data(name)) is not there; set TARSIER_SHARED to the folder that holds data/")
  }
}
