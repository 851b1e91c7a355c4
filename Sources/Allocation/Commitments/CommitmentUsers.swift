package import Billing

/// Which accounts used what of each commitment.
package struct CommitmentUsers {
  package struct Use {
    package var commitment: String
    package var account: String?
    package var currency: String
    package var used = Amount.zero
    package var onDemand = Amount.zero
  }

  package private(set) var uses: [Use]
  package let questions: [CostQuestion]

  /// - Parameters:
  ///   - scope: whose charges are meant, such as those of a month.
  ///   - rows: what a question gives.
  package init(_ scope: CostQuestion, rows ask: (CostQuestion) throws -> [CostRow]) throws {
    questions = [.effective, .list].map {
      scope.narrowed($0, by: ["commitment", "account"], where: CommitmentUse.covered)
    }
    var found: [[String?]: Use] = [:]
    for (question, field) in zip(questions, [\Use.used, \Use.onDemand]) {
      for row in try ask(question) {
        let empty = Use(commitment: row.values[0] ?? "", account: row.values[1], currency: row.unit ?? "")
        found[row.values + [row.unit], default: empty][keyPath: field] += row.amount
      }
    }
    uses = found.values.sorted { a, b in
      (a.commitment, a.currency, a.account ?? "") < (b.commitment, b.currency, b.account ?? "")
    }
  }

  /// Whether anybody else than whoever pays for a commitment uses it.
  package func share(_ lines: [CommitmentUse.Line]) -> Bool {
    uses.contains { use in
      lines.contains { $0.commitment == use.commitment && $0.account != nil && $0.account != use.account }
    }
  }
}
