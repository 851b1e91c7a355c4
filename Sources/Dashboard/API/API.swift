/// The resources under `/api/v1`, each the JSON of a command.
enum API {
  static let all: [Resource] = [costs, bills]
}
