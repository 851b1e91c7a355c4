internal import Billing
internal import FoundationEssentials

/// Reads what a rule's program writes: one finding a line, as a JSON object.
struct ProgramOutput {
  private let rule: Rule
  private let program: RuleProgram
  private let scale: RuleScale

  init(_ rule: Rule, _ program: RuleProgram, _ scale: RuleScale) {
    self.rule = rule
    self.program = program
    self.scale = scale
  }

  private struct Line: Decodable {
    var resource_id: String
    var account_id: String
    var region: String
    var message: String
    var resource_type: String?
    var since: String?
    /// Decimals in quotes, such as "12.50".
    var monthly_cost: String?
    var saving: String?
    var currency: String?
  }

  func hits(in output: [UInt8]) throws -> [RuleConnection.Hit] {
    var hits = HitList()
    let lines = output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      guard bytes.contains(where: { $0 > 32 }) else { continue }
      hits.add(try hit(bytes, line: index + 1))
    }
    return hits.all
  }

  private func hit(_ bytes: ArraySlice<UInt8>, line number: Int) throws -> RuleConnection.Hit {
    let line: Line
    do {
      line = try JSONDecoder().decode(Line.self, from: Data(bytes))
    } catch {
      let text = String(decoding: bytes.prefix(80), as: UTF8.self)
      throw Problem.noFinding(rule, program, line: number, text)
    }
    func units(_ text: String?) throws -> Int? {
      guard let text else { return nil }
      guard let amount = Amount(text)?.roundedHalfEven(to: scale.money),
        let units = Int(exactly: amount.scaled(to: scale.money).units)
      else { throw Problem.noFinding(rule, program, line: number, text) }
      return units
    }
    return RuleConnection.Hit(
      resourceType: line.resource_type ?? rule.resource, resourceID: line.resource_id,
      account: line.account_id, region: line.region, message: line.message, since: line.since,
      cost: try units(line.monthly_cost), saving: try units(line.saving), currency: line.currency,
      namesSaving: line.saving != nil)
  }
}
