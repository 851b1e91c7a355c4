internal import Listings
internal import Allocation
internal import Billing
internal import Janitor
internal import Notify

/// Makes a message of what an owner is to be told, and hands it to the channels for owners.
struct ChannelCourier: Courier {
  let routes: Routes
  let settings: Settings
  let calendar: BusinessCalendar
  /// Of rules, by id.
  let titles: [String: String]

  func deliver(_ notice: PlannedNotice, number: Int, asOf: Int) async -> NoticeDelivery {
    guard routes.leads(to: .owner) else {
      return .failed("there is no channel for owners; add one under notify, with to: owner")
    }
    do {
      let message = try message(notice, asOf)
      let sent = await routes.send(message, to: .owner)
      let failures = sent.failures.joined(separator: "; ")
      guard sent.isHandedOver else { return sent.isUnsure ? .unsure(failures) : .failed(failures) }
      // The owner was told in time, whether or not those above him hear of it.
      let copies = notice.isLast ? await routes.send(message, to: .escalation).failures : []
      return .handedOver((sent.answers + copies).joined(separator: "; "))
    } catch { return .failed("\(error)") }
  }

  private func message(_ notice: PlannedNotice, _ asOf: Int) throws -> Message {
    let today = calendar.day(at: asOf)
    let escalation = settings.janitor.escalation.map { [$0] } ?? []
    let owner = notice.items.lazy.compactMap(\.mark.owner.name).first ?? notice.address
    return try OwnerNotice(
      organization: settings.organization, owner: owner, recipients: [notice.address],
      copies: notice.isLast ? escalation : [], things: notice.items.map { thing($0, today) },
      night: Civil.dateText(days: today), timeZone: settings.janitor.calendar.timeZone
    ).message()
  }

  private func thing(_ item: PlannedNotice.Item, _ today: Int) -> NoticedThing {
    let mark = item.mark
    let action = mark.action.replacing("-", with: " ")
    return NoticedThing(
      rule: mark.rule, ruleTitle: titles[mark.rule] ?? mark.rule, why: mark.message,
      type: mark.resource.type, account: mark.resource.account,
      accountName: settings.accounts[mark.resource.account]?.name, region: mark.resource.region,
      id: mark.resource.id, name: nil, monthlyCost: mark.monthlyCost, currency: mark.currency,
      action: mark.managedBy.map { "nothing, since \($0) manages it; take it out there" } ?? action,
      date: item.dueDay.map { Civil.dateText(days: $0) },
      keepUntil: Civil.dateText(days: (item.dueDay ?? today) + 90), isLast: item.kind.isLast)
  }
}
