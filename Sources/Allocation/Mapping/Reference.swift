/// Where the value of a field stands among a charge's facts.
enum Reference: Hashable, Sendable {
  /// Inputs of which the first that is not empty counts: a tag key and its other spellings.
  case inputs([Int])
  /// One input, as it is.
  case input(Int)
  case concept(Int)
  /// How a concept's value was found.
  case origin(Int)
}

/// What is known of the charges of one combination, or of one member of it.
struct ChargeFacts {
  /// The values of the plan's inputs.
  var inputs: [String?]
  /// The values of the plan's concepts, before any sharing.
  var concepts: [ConceptValue] = []

  func value(_ reference: Reference) -> String? {
    switch reference {
    case .input(let slot): inputs[slot]
    case .inputs: slot(reference).flatMap { inputs[$0] }
    case .concept(let index): concepts[index].text
    case .origin(let index): String(concepts[index].trace)
    }
  }

  /// The input that a reference means for this charge; nil where it means none.
  func slot(_ reference: Reference) -> Int? {
    switch reference {
    case .input(let slot): slot
    case .inputs(let slots): slots.first { inputs[$0]?.isEmpty == false }
    case .concept, .origin: nil
    }
  }
}
