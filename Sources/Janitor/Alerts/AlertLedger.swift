internal import Billing
internal import Notify

/// Decides what to alert of now, from what was alerted of before.
///
/// An event is told once, and again only when it is worse: a budget when it passes its next threshold, anything
/// else when it is at least twice as bad as it was when it was told. One that ended and comes back is a new one.
public enum AlertLedger {
  /// The events to tell, in their order.
  public static func due(_ events: [AlertEvent], told: [ToldAlert]) -> [AlertEvent] {
    let known = Dictionary(told.map { ($0.key, $0.measure) }) { max($0, $1) }
    var seen: Set<String> = []
    return events.filter { event in
      guard seen.insert(event.alert.key).inserted else { return false }
      guard let before = known[event.alert.key] else { return true }
      return event.measure > before && (event.alert.kind == .budget || event.measure >= before + before)
    }
  }

  /// The keys of what was told and is so no more.
  public static func ended(_ events: [AlertEvent], told: [ToldAlert]) -> [String] {
    let standing = Set(events.map(\.alert.key))
    return told.map(\.key).filter { !standing.contains($0) }
  }
}
