import Foundation
import TestSupport
import Testing

/// A ledger with one small bill, and files to make mistakes with.
struct BadInput {
  let folder: TemporaryFolder
  let before: String

  static let header =
    "BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,BillingCurrency,"
    + "BilledCost,EffectiveCost,ServiceName,ChargeCategory\n"
  static func row(_ hour: Int, cost: String = "1.25") -> String {
    "acme,2026-10-01,2026-11-01,2026-10-01T0\(hour):00:00Z,2026-10-01T0\(hour + 1):00:00Z,USD,\(cost),1,Compute,Usage\n"
  }
  static var bill: String { header + row(0) + row(1) }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("good.csv", Self.bill)
    let result = try Binary.run(["import", "good.csv", "--ledger", "l.sqlite"], in: folder.path)
    #expect(result.status == 0, "\(result.err)")
    before = try Self.digest(folder.path("l.sqlite"))
  }

  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> ProgramResult {
    try Binary.run(arguments + ["--ledger", "l.sqlite"], environment: environment, in: folder.path)
  }

  /// Expects that nothing has come of a command but one error.
  func expectRefused(
    _ result: ProgramResult, _ error: String, status: Int32 = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(result.status == status, sourceLocation: sourceLocation)
    #expect(result.out.isEmpty, sourceLocation: sourceLocation)
    expectSameLines(
      result.err, as: "error: \(error)\n", name: "standard error", sourceLocation: sourceLocation)
    #expect(
      result.err.split(separator: "\n").count { $0.hasPrefix("error: ") } == 1, sourceLocation: sourceLocation
    )
    #expect(
      try Self.digest(folder.path("l.sqlite")) == before, "the ledger changed", sourceLocation: sourceLocation
    )
  }

  static func digest(_ path: String) throws -> String {
    let result = try Program.run("sha256sum", ["-b", path])
    try #require(result.status == 0, "\(result.err)")
    return String(result.out.prefix(64))
  }
}
