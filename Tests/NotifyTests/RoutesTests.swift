import Billing
import Synchronization
import Testing

@testable import Notify

@Suite("Ways to tell people")
struct RoutesTests {
  private final class Kept: Channel {
    let name: String
    let isLoopbackOrFile: Bool
    private let outcome: DeliveryOutcome
    let messages = Mutex<[Message]>([])

    init(_ name: String, _ outcome: DeliveryOutcome = .handedOver(answer: "ok"), isLoopback: Bool = true) {
      self.name = name
      self.outcome = outcome
      isLoopbackOrFile = isLoopback
    }

    func send(_ message: Message) async -> DeliveryOutcome {
      messages.withLock { $0.append(message) }
      return outcome
    }
  }

  private static let problem = Problem("x", "is down", remedy: "wait")
  private static let failure = DeliveryOutcome.failed(problem)

  @Test func eachIsToldWhatIsForThem() async {
    let (owners, admins) = (Kept("owners"), Kept("admins"))
    let routes = Routes([
      Route(audiences: [.owner], channel: owners),
      Route(audiences: [.administrators, .escalation], addresses: ["ops@example.com"], channel: admins),
    ])
    #expect(await routes.send(sampleMessage, to: .owner).isHandedOver)
    #expect(await routes.send(sampleMessage, to: .administrators).isHandedOver)
    #expect(owners.messages.withLock(\.self) == [sampleMessage])
    let summary = admins.messages.withLock(\.self)
    #expect(summary.map(\.recipients) == [["ops@example.com"]] && summary.map(\.copies) == [[]])
    #expect(routes.leads(to: .escalation))
    #expect(!Routes([Route(audiences: [.owner], channel: owners)]).leads(to: .escalation))
  }

  @Test func allWaysMustTakeIt() async {
    let routes = Routes([
      Route(audiences: [.owner], channel: Kept("a")),
      Route(audiences: [.owner], channel: Kept("b", Self.failure)),
      Route(audiences: [.owner], channel: Kept("c")),
    ])
    let deliveries = await routes.send(sampleMessage, to: .owner)
    #expect(
      !deliveries.isHandedOver && deliveries.failures == ["x: is down; wait"] && deliveries.all.count == 3)
  }

  @Test(arguments: [
    ([DeliveryOutcome.unsure(problem)], true), ([.unsure(problem), .handedOver(answer: "ok")], true),
    ([.unsure(problem), .failed(problem)], false), ([.handedOver(answer: "ok")], false), ([], false),
  ]) func mayHaveBeenTaken(outcomes: [DeliveryOutcome], isUnsure: Bool) {
    let all = outcomes.map { Deliveries.Delivery(channel: "x", outcome: $0) }
    #expect(Deliveries(all: all).isUnsure == isUnsure)
  }

  @Test func whatWasLostOnceStaysUnsure() async {
    let tries = Mutex(0)
    let outcome = await quickRetries().run("x") {
      tries.withLock { count in
        count += 1
        return count == 1 ? .lost("silence") : .never("no", remedy: "ask")
      }
    }
    #expect(outcome == .unsure(Problem("x", "no", remedy: "ask")))
  }

  @Test func noWayIsNoHandingOver() async {
    #expect(await !Routes([]).send(sampleMessage, to: .owner).isHandedOver)
    #expect(Routes([]).areLoopbackOrFile)
  }

  @Test func oneThatLeavesTheMachineIsEnough() {
    let routes = Routes([
      Route(audiences: [.owner], channel: Kept("a")),
      Route(audiences: [.escalation], channel: Kept("b", isLoopback: false)),
    ])
    #expect(!routes.areLoopbackOrFile)
  }

  @Test func waitsLongerEachTime() async {
    let waited = Mutex<[Duration]>([])
    let retries = Retries(pauses: [.seconds(2), .seconds(10)]) { pause in waited.withLock { $0.append(pause) }
    }
    let tries = Mutex(0)
    let outcome = await retries.run("x") {
      tries.withLock { $0 += 1 }
      return .later("busy")
    }
    #expect(outcome.problem?.what == "the message could not be sent in 3 tries: busy")
    #expect(waited.withLock(\.self) == [.seconds(2), .seconds(10)] && tries.withLock(\.self) == 3)
  }

  /// A server that is down costs the first message all its tries, two more one each, and the rest none.
  @Test func aDeadChannelIsLeftAlone() async {
    let retries = quickRetries(3)
    let tries = Mutex(0)
    let isUp = Mutex(false)
    func send(_ channel: String) async -> Problem? {
      await retries.run(channel) {
        tries.withLock { $0 += 1 }
        return isUp.withLock { $0 ? .taken(answer: "ok") : .silent("down") }
      }.problem
    }
    for number in 0..<5 {
      let problem = await send("mail")
      #expect(problem?.what.contains("not tried") == (number > 2))
    }
    #expect(tries.withLock(\.self) == 4 + 1 + 1)
    #expect(await send("other")?.what.contains("4 tries") == true)
    isUp.withLock { $0 = true }
    #expect(await send("other") == nil)
    isUp.withLock { $0 = false }
    #expect(await send("other")?.what.contains("4 tries") == true)
  }

  @Test func oneThatSaysLaterIsThere() async {
    let retries = quickRetries(1)
    let tries = Mutex(0)
    for _ in 0..<5 {
      _ = await retries.run("mail") {
        tries.withLock { $0 += 1 }
        return .later("451 greylisted")
      }
    }
    #expect(tries.withLock(\.self) == 10)
  }

  @Test func oneMessageIsOneWhateverTheTry() {
    var other = sampleMessage
    other.text += "."
    #expect(
      sampleMessage.id == sampleMessage.id && sampleMessage.id != other.id && sampleMessage.id.count == 32)
  }
}
