extension Schema {
  static let inventory = """

    """
}
