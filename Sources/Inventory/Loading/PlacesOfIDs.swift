/// Where ids that the provider makes stand in one snapshot: each is of one region only.
struct PlacesOfIDs {
  private var regions: [String: String] = [:]

  /// - Throws: a fault where another region's answer has the same id, so that one of the files is in a wrong folder.
  mutating func note(
    _ records: [Record], of type: ResourceType, in call: SnapshotStatement.Call
  ) throws(AnswerFault) {
    guard type.hasUniqueIDs else { return }
    for record in records {
      let other = regions.updateValue(call.region, forKey: record.id)
      if let other, other != call.region {
        throw AnswerFault(record.id, "is also in the folder of \(other), and a resource is in one region")
      }
    }
  }
}

extension ResourceType {
  /// Whether the provider makes the ids, so that no two resources of any account have the same.
  fileprivate var hasUniqueIDs: Bool {
    guard case .pattern(let pattern) = arn, pattern.hasPrefix("arn:aws:ec2:{region}") else { return false }
    return listing.id.text.hasSuffix("Id")
  }
}
