internal import Audit
internal import Billing
internal import Collector
internal import Inventory
internal import Janitor
internal import Ledger

/// Everything that must hold just before something is changed, asked anew each time.
struct Checks {
  let cloud: Cloud
  let night: CleanupNight
  let ledger: Ledger
  let answers: any SafetyAnswers
  let rechecks: Rechecks

  enum Verdict {
    case go(ReachedAccount, Target)
    case no(Objection)
  }

  /// Asks all of it, the cheap questions first.
  func verdict(_ due: DueAction, _ action: CleanupAction) async throws -> Verdict {
    if let no = spoken(due.resource, due) { return .no(no) }
    switch try await reached(due.resource) {
    case .failure(let objection): return .no(objection)
    case .success(let account):
      var target = Target(resource: due.resource, rule: due.rule)
      if let no = try await flagged(due, &target) { return .no(no) }
      if let no = try await touching(&target, action, as: account) { return .no(no) }
      if let no = Self.started(target, due, action) { return .no(no) }
      if due.resource.type == "auto_scaling_group", target.was?.count("Instances[]") != 0 {
        // What the rule went by may be minutes old, and the group without instances then.
        rechecks.forget(due.resource)
        if let no = try await flagged(due, &target) { return .no(no) }
      }
      if UseQuestion.concerns(due.resource.type),
        let no = try await UseQuestion.objection(
          to: target, markedAt: due.markedAt, now: night.asOfNow, cloud, account)
      {
        return .no(no)
      }
      // People may have spoken while all that was asked.
      if let no = spoken(due.resource, due) { return .no(no) }
      return .go(account, target)
    }
  }

  /// Whether its rule flags it no more; fills in its tags.
  private func flagged(_ due: DueAction, _ target: inout Target) async throws -> Objection? {
    switch try await rechecks.verdict(due) {
    case .refused(let reason): return .refused(reason)
    case .notTonight(let reason): return .unknown(reason)
    case .flagged(let finding):
      target.tags = finding.tags
      if finding.tags[SafetyTags.undoUntil] != nil {
        return .refused("it is what another clean-up can be undone with")
      }
      return (TagRules.keep(finding.tags) ?? TagRules.manager(finding.tags)).map { .refused($0) }
    }
  }

  /// Whether an instance was started after its mark, so that somebody works with it again.
  private static func started(_ target: Target, _ due: DueAction, _ action: CleanupAction) -> Objection? {
    // A tag disturbs nobody.
    guard due.resource.type == "instance", action.name != "tag-resource" else { return nil }
    guard let time = target.was?.text("LaunchTime").flatMap(RecordedTime.seconds) else {
      return .unknown("when it was started is not told")
    }
    return time > due.markedAt ? .refused("it was started since its mark") : nil
  }

  /// Whether somebody said no: a pause, a keep, a mark that is gone; or, of what is due, the calendar.
  func spoken(_ resource: MarkedResource, _ due: DueAction? = nil) -> Objection? {
    do {
      if let reason = try answers.pauseReason() { return .unknown("the janitor is paused: \(reason)") }
      if let due, try !answers.stillDue(due) { return .refused("its mark does not stand any more") }
      if let reason = try answers.keepReason(resource) { return .refused("it is kept: \(reason)") }
      // Midnight may pass while a night goes on.
      if due != nil, !night.isOpenNow { return .unknown("today is no business day") }
      return nil
    } catch {
      return .unknown("what people said cannot be read: \((error as? Problem)?.what ?? "\(error)")")
    }
  }

  /// Whether the credentials are those of the resource's account, at this moment.
  func reached(_ resource: MarkedResource) async throws -> Result<ReachedAccount, Objection> {
    guard let account = night.accounts[resource.account] else {
      return .failure(.refused("the account \(resource.account) is not in janitor.accounts"))
    }
    do {
      return .success(try await cloud.reach(account, region: resource.region))
    } catch let problem as Problem {
      return .failure(.unknown(problem.what))
    }
  }

  /// What is never touched, whatever a rule or a clock says; fills in how the resource is described.
  func touching(
    _ target: inout Target, _ action: CleanupAction, as account: ReachedAccount
  ) async throws -> Objection? {
    if let reason = TagRules.keep(target.tags) ?? TagRules.manager(target.tags) { return .refused(reason) }
    if let reason = try TerraformQuestion.objection(to: target.resource, ledger) { return .refused(reason) }
    guard let subject = Subjects.of(target.resource.type) else {
      return .refused("there is no way to look at a \(target.resource.type)")
    }
    switch try await SubjectLook(cloud: cloud).look(subject, target, as: account) {
    case .gone: return .refused("it is gone already")
    case .unknown(let reason): return .unknown(reason)
    case .there(let item):
      if subject.isAnother(item, than: target.resource) {
        return .refused("it is another one of the same name, made at another time")
      }
      for requirement in subject.never + action.ready {
        if let reason = requirement.objection(to: item) { return .refused(reason) }
      }
      target.was = item
    }
    if let no = try await guarded(subject, target, account) { return no }
    if action.emptiesGroup {
      let question = MemberQuestion(cloud: cloud, account: account, keepReason: answers.keepReason)
      if let no = try await question.objection(to: target) { return no }
    }
    guard StackQuestion.concerns(target.resource.type) else { return nil }
    return try await StackQuestion.objection(to: target, cloud, account)
  }

  /// The further questions of a type.
  private func guarded(
    _ subject: Subject, _ target: Target, _ account: ReachedAccount
  ) async throws -> Objection? {
    for question in subject.guards {
      let verdict = try await cloud.ask(question.call, target, as: account)
      guard case .answer(let bytes) = verdict, let item = AnswerItem.all("", in: bytes)?.first else {
        return .unknown("\(question.call.name): \(verdict.reason ?? "the answer is not whole")")
      }
      if case .isEmpty = question.requirement.test, item.count(Self.list(question.requirement.path)) == 0 {
        return .unknown("\(question.call.name): the answer is not whole")
      }
      if let reason = question.requirement.objection(to: item) { return .refused(reason) }
    }
    return nil
  }

  /// The list that must be there for it to be empty.
  private static func list(_ path: String) -> String { String(path.prefix { $0 != "[" }) }
}
