internal import Inventory

/// The least that an IAM policy must allow for collecting everything.
public enum CollectPolicy {
  /// Beside the calls of the catalog: `--region all` lists the regions.
  private static let others = ["ec2:DescribeRegions"]

  public static var actions: [String] { Set(CallCatalog.all.map(\.action) + others).sorted() }

  /// The policy as IAM takes it.
  public static var document: String {
    let list = actions.map { "        \"\($0)\"" }.joined(separator: ",\n")
    return """
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "TarsierCollect",
            "Effect": "Allow",
            "Action": [
      \(list)
            ],
            "Resource": "*"
          }
        ]
      }

      """
  }
}
