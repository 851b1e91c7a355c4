internal import Listings
internal import Collector
internal import Glibc
internal import Synchronization

/// Shows on a terminal how far a collection is: a line for each account's region that is done, and one that moves.
final class CollectionProgress: Sendable {
  /// What is known so far.
  struct State {
    var places = 0
    var placesDone = 0
    var calls = 0
    var byPlace: [String: (calls: Int, failed: Int)] = [:]
  }

  private let state = Mutex(State())
  private let isShown = isatty(STDERR_FILENO) == 1
  private let width: Int

  /// - Parameter width: how many columns there are; a longer line would be left behind.
  init(width: Int) { self.width = width }

  func tell(_ event: CollectionEvent) {
    guard isShown else { return }
    let text = state.withLock { state in Self.text(event, &state, width: width) }
    // Progress that cannot be shown must not end what it is about.
    try? StandardStream.error.write(text)
  }

  /// Takes the moving line away.
  func end() { if isShown { try? StandardStream.error.write("\r\u{1B}[K") } }

  /// What an event adds to what is seen: the line that moves begins anew.
  static func text(_ event: CollectionEvent, _ state: inout State, width: Int) -> String {
    switch event {
    case .places(let count):
      state.places = count
      return ""
    case .call(let call):
      let place = "\(call.account)/\(call.region)"
      state.calls += 1
      state.byPlace[place, default: (0, 0)].calls += 1
      if call.failure != nil { state.byPlace[place, default: (0, 0)].failed += 1 }
      let line = "\(state.placesDone) of \(state.places) regions, \(state.calls) calls: \(place) \(call.call)"
      return "\r\u{1B}[K\(shortened(line, to: width - 1))"
    case .place(let account, let region):
      state.placesDone += 1
      let place = "\(account)/\(region)"
      let (calls, failed) = state.byPlace[place] ?? (0, 0)
      return "\r\u{1B}[K\(place): \(calls) calls\(failed == 0 ? "" : ", \(failed) of them not whole")\n"
    }
  }
}
