internal import Billing

extension Problem {
  static let noAWSCommand = Problem(
    "aws", "there is no aws command on the PATH",
    remedy:
      "install the AWS CLI (such as 'apt-get install awscli' or 'pip install awscli') and set it up with "
      + "'aws configure', or load answers that were saved elsewhere with 'tarsier inventory load'")

  static func unknownType(_ name: String, known: [String]) -> Problem {
    let nearest = NearestName.of(name, among: known).map { ", did you mean '\($0)'?" } ?? ""
    return Problem(
      "--type", "there is no type '\(name)'\(nearest)", remedy: "types are \(known.joined(separator: ", "))")
  }

  static func wouldGoElsewhere(_ service: String, rehearsed: String) -> Problem {
    Problem(
      service, "its calls would go to the cloud, while \(rehearsed) sends others to this machine",
      remedy: "set AWS_ENDPOINT_URL for all services")
  }

  static func cannotAssume(_ account: String, role: String, _ text: String) -> Problem {
    Problem(
      account, "the role \(role) cannot be assumed: \(oneLine(text))",
      remedy: "check collect_role in tarsier.yaml, and that the role trusts you")
  }

  static func noIdentity(_ account: String, _ text: String) -> Problem {
    Problem(
      account, "the aws command has no valid credentials for it: \(oneLine(text))",
      remedy:
        "try 'aws sts get-caller-identity', sign in again ('aws sso login' or 'aws configure'), or name the "
        + "account's profile in tarsier.yaml")
  }

  static func wrongAccount(_ wanted: String, is found: String, profile: String?, role: String?) -> Problem {
    let how =
      role.map { "the role \($0)" } ?? profile.map { "the profile \($0)" } ?? "the caller's own credentials"
    return Problem(
      wanted, "\(how) \(role == nil && profile == nil ? "are" : "is") of the account \(found)",
      remedy: "give the account a profile or a collect_role under 'accounts' in tarsier.yaml")
  }

  static func noRegions(_ account: String, _ text: String) -> Problem {
    Problem(
      account, "its regions cannot be listed: \(oneLine(text))",
      remedy: "allow ec2:DescribeRegions, or name the regions with --region")
  }

  static func laterThanTheClock(_ time: String) -> Problem {
    Problem(
      "--as-of", "\(time) is later than the clock",
      remedy: "only a rehearsal may be stamped so, with AWS_ENDPOINT_URL on this machine")
  }

  static func cannotWrite(_ path: String, _ reason: String) -> Problem {
    Problem(
      path, "cannot be written: \(reason)",
      remedy: "check the folder and the disk, or name another with --out")
  }

  static func nothingCollected(_ problems: [Problem]) -> Problem {
    problems.count == 1
      ? problems[0]
      : Problem(
        "inventory collect", "no account can be reached:\n" + problems.map { "  \($0)\n" }.joined(),
        remedy: "'tarsier inventory doctor' checks each of them")
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
