internal import Billing

/// The wording for concepts, their side files and measured series.
extension Problem {
  static func conceptNamedLikeDimension(_ place: String, _ name: String) -> Problem {
    Problem(place, "the concept '\(name)' has a dimension's name", remedy: "give it another name")
  }

  static func wrongConceptName(_ place: String, _ name: String) -> Problem {
    Problem(
      place, "'\(name)' cannot name a concept",
      remedy: "write a name without blanks and without any of : , = ! ~ and quotes")
  }

  static func unknownField(_ place: String, _ name: String, near: String?) -> Problem {
    Problem(
      place, "'\(name)' is no dimension, no tag and no concept",
      remedy: near.map { "did you mean '\($0)'?" }
        ?? "name a dimension, tag:KEY, cost_category:KEY or a concept")
  }

  static func circle(_ place: Place, _ names: [String]) -> Problem {
    Problem(
      "\(place)", "concepts are made from each other: \(names.joined(separator: " → "))",
      remedy: "take one of them out of the others' from, rules or treat")
  }

  static func oneOf(_ place: String, _ keys: [String], _ what: String) -> Problem {
    let list = keys.dropLast().joined(separator: ", ") + " or " + (keys.last ?? "")
    return Problem(place, "\(what) has one of \(list)", remedy: "write exactly one of them there")
  }

  static func pattern(_ place: String, _ text: String, _ what: String, _ remedy: String) -> Problem {
    Problem(place, "'\(text)' is no regular expression that Tarsier takes: \(what)", remedy: remedy)
  }

  static func validity(_ place: String, _ text: String) -> Problem {
    Problem(
      place, "'\(text)' is no span of months", remedy: "write it as 2026-01..2026-06, 2026-01.. or ..2026-06")
  }

  static func overlap(_ place: String, _ other: Place) -> Problem {
    Problem(
      place, "its months overlap with those of the rule at \(other), which has the same condition",
      remedy: "let one end before the other begins")
  }

  static func twice(_ place: Place, _ spelling: String, _ other: Place) -> Problem {
    Problem(
      "\(place)", "'\(spelling)' has a value already, at \(other)", remedy: "keep one of the two")
  }

  static func twiceListed(_ place: String, _ value: String) -> Problem {
    Problem(place, "'\(value)' is listed twice", remedy: "write it once")
  }

  static func emptiedTarget(_ place: String, _ target: String, source: String) -> Problem {
    Problem(
      place,
      target == source
        ? "'\(target)' is spread over itself"
        : "'\(target)' was spread by an earlier entry and gets nothing back",
      remedy: "take it out of the targets")
  }

  static func weightWithoutTarget(_ place: String, _ name: String) -> Problem {
    Problem(
      place, "there is a weight for '\(name)', which 'to' does not list",
      remedy: "add it there, or take 'to' out")
  }

  static func negativeWeight(_ place: String, _ target: String, _ weight: String) -> Problem {
    Problem(place, "the weight of '\(target)' is \(weight)", remedy: "write a weight of at least 0")
  }

  static func noWeight(_ place: String) -> Problem {
    Problem(place, "the weights add up to nothing", remedy: "give at least one value a weight above 0")
  }

  static func unknownMetric(_ place: String, _ name: String, known: [String]) -> Problem {
    let near = NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
    return Problem(
      place, "there is no metric '\(name)'", remedy: near ?? "add it, as in metrics: {\(name): \(name).csv}")
  }

  func placed(at place: Place) -> Problem { Problem("\(place)", "'\(self.place)' \(what)", remedy: remedy) }

  static func noSideFile(_ place: Place, _ path: String) -> Problem {
    Problem(
      "\(place)", "the file \(path) cannot be read", remedy: "correct the name, or the file's permissions")
  }

  static func emptySideFile(_ place: Place, _ path: String) -> Problem {
    Problem(
      "\(place)", "the file \(path) is empty", remedy: "write rows there, or take it out of the settings")
  }

  static func valueFileColumns(_ place: Place) -> Problem {
    Problem(
      "\(place)", "has one column", remedy: "write two: what the bill says, and the value it stands for")
  }

  static func emptySideCell(_ place: Place) -> Problem {
    Problem("\(place)", "is empty", remedy: "write a text there, or take the row out")
  }

  static func openSideQuote(_ place: Place) -> Problem {
    Problem(
      "\(place)", "has a quote that is not closed", remedy: "close it, and double a quote inside it (\"\")")
  }

  static func textBehindSideQuote(_ place: Place) -> Problem {
    Problem(
      "\(place)", "has text right behind a closing quote",
      remedy: "double a quote inside a quoted cell (\"\")")
  }

  static func metricColumn(_ file: String, _ column: String) -> Problem {
    Problem(
      "\(file):1:1", "there is no column '\(column)'", remedy: "add it; a measured series has time and value")
  }

  static func metricHeading(_ place: Place, _ name: String, near: String?) -> Problem {
    Problem(
      "\(place)", "'\(name)' is no dimension, no tag and no concept",
      remedy: near.map { "did you mean '\($0)'?" } ?? "take the column out, or name it after one of them")
  }

  static func metricTime(_ place: Place, _ text: String) -> Problem {
    Problem(
      "\(place)", "'\(text)' is no time",
      remedy: "write 2026-10-31T19:00:00Z for an hour, 2026-10-31 for a day")
  }

  static func metricValue(_ place: Place, _ text: String) -> Problem {
    Problem(
      "\(place)", "'\(text)' is no measure", remedy: "write a decimal of at least 0 such as 1250 or 0.5")
  }

  static func metricTwice(_ place: Place, _ line: Int) -> Problem {
    Problem("\(place)", "line \(line) has the same time and names", remedy: "keep one of the two rows")
  }

  static func metricCells(_ place: Place, _ count: Int, _ header: Int) -> Problem {
    Problem("\(place)", "has \(count) fields where the header has \(header)", remedy: "complete the row")
  }

  static func metricWithoutConcept(_ place: Place, _ metric: String, _ concept: String, file: String)
    -> Problem
  {
    Problem(
      "\(place)",
      "metric '\(metric)' does not tell one \(concept) from another: \(file) has no column '\(concept)'",
      remedy: "add the column, or spread by another measure")
  }

  static func wrongShare(_ place: String, _ text: String) -> Problem {
    Problem(place, "'\(text)' is no percentage", remedy: "write one like 90%")
  }
}
