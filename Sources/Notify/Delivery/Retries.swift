internal import Billing

/// How often a message is tried, how long a try may take, and how long to wait between two.
///
/// A try whose answer never came may have been taken all the same, and is repeated: whoever gets a notice twice
/// knows it by its id, and whoever gets none would lose what it was about. A message that was taken for certain is
/// never sent again, nor is one that was refused for good.
public struct Retries: Sendable {
  /// How long to wait before each further try.
  public var pauses: [Duration]
  /// How long one try may take.
  public var limit: Duration
  /// What waits.
  public var wait: @Sendable (Duration) async -> Void
  private let strikes = Strikes()

  public init(
    pauses: [Duration] = [.seconds(2), .seconds(10), .seconds(30)], limit: Duration = .seconds(60),
    wait: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
  ) {
    self.pauses = pauses
    self.limit = limit
    self.wait = wait
  }

  /// The limit in whole seconds, at least one.
  var seconds: Int { max(1, Int(limit.components.seconds)) }

  /// Tries until it is taken, refused for good, or out of tries.
  ///
  /// A channel that did not answer the message before gets one try, and none once it has not answered three.
  ///
  /// - Parameter place: the channel, for what is said where it fails.
  func run(_ place: String, _ attempt: () async -> Attempt) async -> DeliveryOutcome {
    let known = strikes.of(place)
    guard known < Strikes.most else { return .failed(Problem.notTried(place, Strikes.most)) }
    let pauses = known == 0 ? self.pauses : []
    var reason = ""
    var (wasLost, isSilent) = (false, false)
    for round in 0...pauses.count {
      if round > 0 { await wait(pauses[round - 1]) }
      switch await attempt() {
      case .taken(let answer):
        strikes.clear(place)
        return .handedOver(answer: answer)
      case .never(let reason, let remedy):
        strikes.clear(place)
        let problem = Problem(place, reason, remedy: remedy)
        return wasLost ? .unsure(problem) : .failed(problem)
      case .later(let said): (reason, isSilent) = (said, false)
      case .silent(let said): (reason, isSilent) = (said, true)
      case .lost(let said): (reason, wasLost, isSilent) = (said, true, true)
      }
    }
    if isSilent { strikes.add(place) } else { strikes.clear(place) }
    let problem = Problem.outOfTries(place, pauses.count + 1, reason)
    return wasLost ? .unsure(problem) : .failed(problem)
  }
}
