import Foundation

/// A command `aws` that stands first on the PATH and answers from files, as the real one would.
///
///     let aws = try StubAWS()
///     try aws.answer("ec2.describe-volumes", #"{"Volumes": []}"#)
///     try aws.refuse("ec2.describe-vpcs", "UnauthorizedOperation")
///     try Binary.run(["inventory", "collect", …], environment: aws.environment)
public final class StubAWS: Sendable {
  private let folder: TemporaryFolder

  /// Region by region where a file's name ends in `@REGION`, else for all.
  private static let script = """
    #!/bin/sh
    echo "$*" >>"$STUB_AWS/log"
    [ "$1" = --version ] && { echo "aws-cli/2.15.0 Python/3.11.6"; exit 0; }
    region= ; previous=
    for argument; do
      [ "$previous" = --region ] && region=$argument
      previous=$argument
    done
    for file in "$STUB_AWS/$1.$2@$region" "$STUB_AWS/$1.$2"; do
      [ -e "$file.hang" ] && exec sleep 30
      if [ -e "$file.throttle" ]; then
        mv "$file.throttle" "$file.throttled"
        printf '\\nAn error occurred (RequestLimitExceeded) when calling the operation: Request limit exceeded.\\n' >&2
        exit 254
      fi
      [ -e "$file.error" ] && { cat "$file.error" >&2; exit 254; }
      [ -e "$file.json" ] && { cat "$file.json"; exit 0; }
    done
    [ -n "$REAL_AWS" ] && exec "$REAL_AWS" "$@"
    echo "the stub has no answer to $1 $2" >&2
    exit 2
    """

  /// - Parameter identity: whether it says itself whose credentials these are.
  public init(identity: Bool = true) throws {
    folder = try TemporaryFolder()
    let path = try folder.write("bin/aws", Self.script)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    try folder.write("log", "")
    guard identity else { return }
    try answer(
      "sts.get-caller-identity",
      #"{"UserId": "A", "Account": "111111111111", "Arn": "arn:aws:iam::1:user/a"}"#)
  }

  /// What a program needs to find it, beside what it has.
  public var environment: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return ["PATH": "\(folder.path)/bin:\(path)", "STUB_AWS": folder.path]
  }

  /// What it prints for a call such as `ec2.describe-volumes`, or `ec2.describe-volumes@eu-west-1`.
  public func answer(_ call: String, _ json: String) throws { try folder.write("\(call).json", json) }

  /// Lets a call fail with a code, as services do.
  public func refuse(_ call: String, _ code: String) throws {
    try fail(call, "\nAn error occurred (\(code)) when calling the operation: You may not.\n")
  }

  /// Lets a call fail with a text of any form.
  public func fail(_ call: String, _ text: String) throws { try folder.write("\(call).error", text) }

  /// Lets a call fail for too many requests, once.
  public func throttleOnce(_ call: String) throws { try folder.write("\(call).throttle", "") }

  /// Lets a call never end.
  public func hang(_ call: String) throws { try folder.write("\(call).hang", "") }

  /// The arguments of every call, a call a line.
  public func log() throws -> [String] {
    String(decoding: try folder.bytes("log"), as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
