extension Schema {
  static let bills = """

    """
}
