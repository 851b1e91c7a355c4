import Billing
import Notify

/// A message with what goes wrong in mail: points that begin lines, long lines, other scripts.
let sampleMessage = Message(
  recipients: ["growth@example.com"], copies: ["lead@example.com"],
  subject: "Last notice: 2 things – größer als sonst, und noch ein wenig länger als eine Zeile fasst 🦥",
  text: "Hello,\n.\n..two points\nFrom here\n" + String(repeating: "long ", count: 60)
    + "\ntrailing blank \n=3D is no sign\n",
  html: "<!doctype html>\n<p>Hello &amp; good bye</p>\n", json: "{\"kind\":\"sample\"}")

/// Retries whose pauses take no time.
func quickRetries(_ further: Int = 2, limit: Duration = .seconds(240)) -> Retries {
  Retries(pauses: Array(repeating: .seconds(1), count: further), limit: limit) { _ in }
}

/// Friday, 27 November 2026, 02:00:00 UTC.
let sampleTime = 1_795_744_800
@Sendable func sampleClock() -> Int { sampleTime }

extension NoticedThing {
  static func sample(
    id: String = "vol-0aaa", name: String? = "data", cost: Amount? = Amount("12.345"),
    currency: String? = "USD",
    date: String? = "2026-12-02", isLast: Bool = false
  ) -> NoticedThing {
    NoticedThing(
      rule: "ebs-volume-detached", ruleTitle: "A volume that is attached to nothing",
      why: "detached since 2026-10-01, and nobody has read from it or written to it in the 14 days before",
      type: "ebs_volume", account: "222222222222", accountName: "development", region: "eu-west-1", id: id,
      name: name, monthlyCost: cost, currency: currency,
      action: "it is deleted, after a snapshot of it that is kept for 30 days", date: date,
      keepUntil: "2027-03-02", isLast: isLast)
  }
}
