internal import Billing
internal import Janitor
internal import Notify

extension AdministratorSummary {
  /// What the last night did, as administrators are told.
  init(_ summary: JanitorSummary, organization: String) {
    self.init(
      organization: organization,
      night: summary.night.map { String(Civil.timeText(seconds: $0).prefix(10)) } ?? "")
    pause = summary.pause
    saved = summary.savings.totals.map { total in
      Saved(
        currency: total.currency, gone: total.estimated + total.estimatedSnapshots,
        snapshots: total.estimatedSnapshots, measured: total.measured)
    }
    for line in summary.lines {
      let told = Line(
        Self.name(line), detail: line.detail, monthlyCost: line.monthlyCost, currency: line.currency)
      switch line.section {
      case .failed, .refused: failed.append(told)
      case .notSent: notSent.append(told)
      case .alert: alerts.append(told)
      case .cleaned: cleaned.append(told)
      case .due: due.append(told)
      case .notified: notified.append(told)
      case .marked: marked.append(told)
      case .kept: kept.append(told)
      case .notChecked: notChecked.append(told)
      // Nothing comes of them for now.
      case .noticed, .released: break
      }
    }
  }

  private static func name(_ line: JanitorSummary.Line) -> String {
    guard let resource = line.resource else { return line.owner ?? line.rule ?? line.section.rawValue }
    return "\(resource.type) \(resource.id) (\(resource.account), \(resource.region))"
  }
}
