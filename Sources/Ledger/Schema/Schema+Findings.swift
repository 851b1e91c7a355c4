extension Schema {
  static let findings = """

    """
}
