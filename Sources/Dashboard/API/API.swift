/// The resources under `/api/v1`, each the JSON of a command.
enum API {
  static let all: [Resource] = [
    costs, compare, unitCost, event, concepts, conceptValues, explanations, conceptCoverage, tags, bills,
    deliveries, billDifference, resourceCounts, resourceList, resource, changes, inventorySummary, zones,
    answers, unbilled, unknown, inventoryCoverage, findings, findingHistory, notChecked, rules, rule, marks,
    janitorLog, reports,
  ]
}
