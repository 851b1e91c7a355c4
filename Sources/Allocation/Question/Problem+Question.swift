internal import Billing

extension Problem {
  static func noComparison(in condition: String) -> Problem {
    Problem(
      condition, "has no comparison",
      remedy: "write DIMENSION=VALUE, DIMENSION!=VALUE, DIMENSION~PATTERN or DIMENSION!~PATTERN")
  }

  static func noDimension(in condition: String) -> Problem {
    Problem(
      condition, "names no dimension",
      remedy: "write the dimension before the comparison, as in team=checkout")
  }

  static func openQuote(in text: String) -> Problem {
    Problem(text, "has a quote that is not closed", remedy: "write a value with a comma as \"a, b\"")
  }

  static func textBehindQuote(in text: String) -> Problem {
    Problem(
      text, "has text right behind a closing quote",
      remedy: "set values apart by commas, and double a quote inside a quoted value (\"\")")
  }
}
