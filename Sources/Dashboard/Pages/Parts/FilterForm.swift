/// A form of filters above a list: what it is set to is the page's address, so a link holds it.
struct FilterForm {
  struct Input {
    var name: String
    var label: String
    var value: String
  }

  struct Select {
    var name: String
    var label: String
    var options: [Option]
  }

  struct Option {
    var value: String
    var text: String
    var isChosen: Bool
  }

  var action: String
  var inputs: [Input] = []
  var selects: [Select] = []
  /// What the page is asked beside the filters.
  var kept: [Input] = []
  /// The page without any filter; nil where none is set.
  var reset: String?

  init(_ action: String) { self.action = action }

  /// Adds a list to choose from; nothing chosen means all.
  ///
  /// - Parameters:
  ///   - values: what there is, with what people read.
  ///   - chosen: it is in the list even where nothing has that value.
  mutating func addSelect(
    _ name: String, _ label: String, _ values: [(value: String, text: String)], chosen: String?
  ) {
    let missing = chosen.flatMap { chosen in
      values.contains { $0.value == chosen } ? nil : [(value: chosen, text: chosen)]
    }
    let all = [(value: "", text: "all")] + (missing ?? []) + values
    selects.append(
      Select(
        name: name, label: label,
        options: all.map { Option(value: $0.value, text: $0.text, isChosen: $0.value == chosen ?? "") }))
  }
}
