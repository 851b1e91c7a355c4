internal import ArgumentParser
internal import Billing
internal import FoundationEssentials
internal import Ledger
internal import Reports

extension ReportGathering {
  func origin(_ bills: [StoredBill]) throws -> ReportOrigin {
    let mapping = configPath.flatMap { path -> ReportOrigin.Source? in
      guard let data = FileManager.default.contents(atPath: path) else { return nil }
      var digest = ContentDigest()
      digest.combine(Array(data))
      return ReportOrigin.Source(name: URL(filePath: path).lastPathComponent, digest: digest.text)
    }
    return ReportOrigin(
      version: Tarsier.configuration.version, mapping: mapping,
      files: try bills.flatMap { bill in
        try audit.ledger.files(of: bill.id).map { ReportOrigin.Source(name: $0.name, digest: $0.digest) }
      })
  }
}
